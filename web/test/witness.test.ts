import { beforeEach, expect, test } from 'vitest';
import type { Interleaving } from '../src/interleaving';
import * as witness from '../src/witness';

/** A table of one goroutine that runs these lines. */
function table(...lines: number[]): Interleaving {
  const steps = lines.map((line) => ({
    goroutine: 1,
    at: 0,
    file: 'main.java',
    line,
    code: '',
    what: ['gives way'],
    waits: false,
  }));
  return { goroutines: [1], names: new Map(), steps, more: 0 };
}

function replayed(outcome: number, ...lines: number[]): witness.Replay {
  return {
    witness: { outcome, what: '', schedule: '2.0.-.' },
    state: 'done',
    why: '',
    table: table(...lines),
    ending: null,
  };
}

beforeEach(() => {
  witness.close();
  witness.isWhole.value = false;
});

test('one outcome alone is shown whole', () => {
  witness.shown.value = replayed(1, 1, 2, 3, 4, 5, 6, 7);
  expect([witness.difference.value, witness.skipped.value]).toEqual([-1, 0]);
});

test.each([
  [
    'what both begin with is left out, but for the last two steps',
    [1, 2, 3, 4, 5, 6, 7],
    [1, 2, 3, 4, 5, 9],
    5,
    3,
  ],
  ['a short beginning is shown', [1, 2, 3, 4], [1, 2, 3, 9], 3, 0],
  [
    'where one goes on after the other has ended, that is the difference',
    [1, 2, 3, 4],
    [1, 2, 3, 4, 5],
    4,
    2,
  ],
  ['two that are the same are shown whole', [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], -1, 0],
])('of two, %s', (_, one, another, difference, skipped) => {
  witness.shown.value = replayed(1, ...one);
  witness.other.value = replayed(2, ...another);
  expect([witness.difference.value, witness.skipped.value]).toEqual([difference, skipped]);
  witness.isWhole.value = true;
  expect(witness.skipped.value).toBe(0);
});
