import { describe, expect, test } from 'vitest';
import { alike, explainExit, goroutineName, raceInShort } from '../src/explain';
import { parseServerMessage, type Exit, type Goroutine, type Race, type Status } from '../src/protocol';
import type { Report } from '../src/run';

function event<T>(json: Record<string, unknown>): T {
  return parseServerMessage(JSON.stringify({ id: 'r1', ...json }))?.body as T;
}
const exit = (status: Status, code: number, message = '') =>
  event<Exit>({ type: 'exit', status, code, message });
const frame = (line: number) => ({ function: 'main.main', file: 'main.java', line });
const waiting = (id: number, line: number, verdict?: string) => ({
  id,
  name: '',
  state: 'chan send',
  waitingOn: 'chan jobs',
  since: id,
  stack: [frame(line)],
  createdAt: null,
  verdict,
});

describe('explainExit', () => {
  test.each<[Status, number, string, string, string]>([
    ['ok', 0, '', 'good', 'The program finished.'],
    ['exit', 3, 'the program exited with code 3', 'warn', 'The program ended itself with exit code 3.'],
    ['killed', 137, 'stopped', 'plain', 'Stopped.'],
    ['compile_error', 1, '', 'bad', 'The program does not compile.'],
  ])('%s %i %j', (status, code, message, tone, sentence) => {
    expect(explainExit(exit(status, code, message), null, [])).toEqual({ tone, sentence, detail: '' });
  });

  test('a limit’s value is told', () => {
    const ending = explainExit(exit('timeout', 124, 'time limit: 10 s of real time are over'), null, []);
    expect(ending.sentence).toBe('Stopped: the program ran longer than it may.');
    expect(ending.detail).toBe('time limit: 10 s of real time are over');
  });

  test('a message that a report repeats is not said twice, one that adds something is', () => {
    const panic = event<Report>({ type: 'panic', text: 'panic: boom\n\ngoroutine 1 [running]:' });
    expect(explainExit(exit('panic', 2, 'panic: boom'), null, [panic]).detail).toBe('');
    expect(
      explainExit(exit('panic', 2, 'panic: boom; 3 KiB of output were cut'), null, [panic]).detail,
    ).not.toBe('');
    expect(explainExit(exit('panic', 2, 'panic: boom'), null, []).detail).toBe('panic: boom');
  });

  test('only stuck goroutines count as left behind', () => {
    const leak = event<Report>({
      type: 'leak',
      goroutines: [waiting(2, 5, 'stuck'), waiting(3, 6, 'sleeping'), waiting(4, 7, 'unfinished')],
    });
    expect(explainExit(exit('ok', 0), null, [leak]).sentence).toBe(
      'The program finished, but left one goroutine stuck for ever.',
    );
  });
});

describe('goroutines', () => {
  test('those that wait alike are one group', () => {
    const leak = event<{ goroutines: Goroutine[] }>({
      type: 'leak',
      goroutines: [waiting(2, 5), waiting(3, 9), waiting(4, 5)],
    });
    expect(alike(leak.goroutines).map((group) => group.goroutines.map((g) => g.id))).toEqual([[2, 4], [3]]);
  });

  test('are named by number, and by name where they have one', () => {
    expect([goroutineName(1, ''), goroutineName(7, ''), goroutineName(7, 'worker')]).toEqual([
      'G1 main',
      'G7',
      'G7 worker',
    ]);
  });
});

test('a race is told by its lines', () => {
  const race = event<Race>({
    type: 'race',
    location: 'main.data',
    first: { kind: 'write', goroutine: 2, stack: [frame(9)] },
    second: { kind: 'previous read', goroutine: 1, stack: [] },
  });
  expect(raceInShort(race)).toBe('line 9 writes, G1 main reads');
});
