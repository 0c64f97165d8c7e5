import { describe, expect, test } from 'vitest';
import { firstDifference, interleaving, MAX_STEPS } from '../src/interleaving';
import type { Output, TraceEvent } from '../src/protocol';

const FILES = [
  { name: 'main.java', source: 'int data;\n    go(() -> data++);\n  if (data == 0)\n    print();' },
];

function event(kind: string, goroutine: number, line: number, rest: object = {}): TraceEvent {
  return { kind, at: 0, goroutine, file: line > 0 ? 'main.java' : '', line, rest: { ...rest } };
}

const shared = (kind: string, goroutine: number, line: number, value: string) =>
  event(kind, goroutine, line, { variable: 1, name: 'main.data', value });
const print = (text: string, goroutine = 1): Output => ({
  type: 'output',
  stream: 'stdout',
  text,
  at: 0,
  goroutine,
});
const what = (trace: TraceEvent[], outputs: Output[] = []) =>
  interleaving(trace, outputs, FILES).steps.map((step) => `G${step.goroutine} ${step.what.join(', ')}`);

describe('a step', () => {
  test('has its line of source, and what was done there', () => {
    const table = interleaving(
      [
        event('goCreate', 1, 2, { created: 2 }),
        shared('read', 2, 2, '0'),
        shared('write', 2, 2, '1'),
        shared('read', 1, 3, '1'),
      ],
      [],
      FILES,
    );
    expect(table.goroutines).toEqual([1, 2]);
    expect(table.steps.map((step) => [step.goroutine, step.code, step.what.join(', ')])).toEqual([
      [1, 'go(() -> data++);', 'starts G2'],
      [2, 'go(() -> data++);', 'reads main.data: 0, writes main.data: 1'],
      [1, 'if (data == 0)', 'reads main.data: 1'],
    ]);
  });

  test('ends where another goroutine comes between', () => {
    expect(what([shared('read', 2, 2, '0'), shared('write', 1, 3, '7'), shared('write', 2, 2, '1')])).toEqual(
      ['G2 reads main.data: 0', 'G1 writes main.data: 7', 'G2 writes main.data: 1'],
    );
  });

  test('is another each time a line runs again', () => {
    expect(what([shared('read', 1, 3, '0'), shared('read', 1, 3, '0'), shared('write', 2, 2, '1')])).toEqual([
      'G1 reads main.data: 0',
      'G1 reads main.data: 0',
      'G2 writes main.data: 1',
    ]);
  });

  test('that waits is over', () => {
    expect(
      what([
        event('chanMake', 1, 1, { object: 3, name: 'jobs' }),
        event('goPark', 1, 3, { reason: 'chan receive', object: 3 }),
        event('chanSend', 2, 2, { object: 3, peer: 1 }),
        event('goEnd', 2, 2),
        event('chanReceiveClosed', 1, 3, { object: 3 }),
      ]),
    ).toEqual(['G1 waits: chan receive on jobs', 'G2 sends on jobs, to G1, ends', 'G1 finds jobs closed']);
  });

  test('of a print shows what was printed, each goroutine’s in its own order', () => {
    expect(
      what(
        [event('output', 2, 2), event('output', 1, 3), event('output', 2, 4)],
        [print('a\n', 2), print('b\n', 2), print('main\n')],
      ),
    ).toEqual(['G2 prints "a"', 'G1 prints "main"', 'G2 prints "b"']);
  });

  test('of the clock belongs to nobody', () => {
    const table = interleaving([event('timeJump', 0, 0), event('goYield', 1, 2)], [], FILES);
    expect(table.goroutines).toEqual([1]);
    expect(table.steps[0]).toMatchObject({ goroutine: 0, what: ['nothing can run: the clock moves on'] });
  });
});

test('what a write wrote is told by the next access, if that knows it', () => {
  const access = (kind: string, goroutine: number, value?: unknown) =>
    event(kind, goroutine, goroutine, { variable: 1, name: 'x', ...(value === undefined ? {} : { value }) });
  expect(
    what([
      access('read', 1, false),
      access('write', 2),
      access('read', 1, true),
      access('write', 2),
      access('write', 1),
    ]),
  ).toEqual(['G1 reads x: false', 'G2 writes x: true', 'G1 reads x: true', 'G2 writes x', 'G1 writes x']);
});

test('what a write wrote is told by a write that overwrites it', () => {
  const access = (kind: string, goroutine: number, rest: object) =>
    event(kind, goroutine, goroutine, { variable: 1, name: 'x', ...rest });
  expect(
    what([access('write', 1, { was: 0 }), access('write', 2, { was: 1 }), access('read', 1, { value: 2 })]),
  ).toEqual(['G1 writes x: 1', 'G2 writes x: 2', 'G1 reads x: 2']);
});

test('those who are stuck come last, with what they wait for', () => {
  const stuck = {
    id: 3,
    name: '',
    state: 'chan receive',
    waitingOn: 'chan jobs',
    waker: '',
    since: 5,
    stack: [
      { function: 'x', file: 'Chan.java', line: 2 },
      { function: 'main.main', file: 'main.java', line: 3 },
    ],
    createdAt: null,
    verdict: null,
  };
  const table = interleaving([event('goYield', 1, 2)], [], FILES, [stuck]);
  expect(table.goroutines).toEqual([1, 3]);
  expect(table.steps.at(-1)).toMatchObject({
    goroutine: 3,
    code: 'if (data == 0)',
    what: ['waits for ever: chan receive on chan jobs'],
    waits: true,
  });
});

test('goroutines, locks and elements go by the names that the program gave them', () => {
  const trace = [
    event('goName', 0, 0, { named: 2, name: 'writer' }),
    event('make', 1, 1, { object: 4, name: 'mu' }),
    event('goCreate', 1, 2, { created: 2 }),
    event('lock', 2, 3, { object: 4, mode: 'write' }),
    event('element', 2, 4, { variable: 9, index: 3 }),
    event('write', 2, 4, { variable: 9, name: 'counts' }),
    event('unlock', 2, 5, { object: 4, mode: 'write' }),
    event('lock', 1, 3, { object: 5, mode: 'read' }),
    event('read', 1, 4, { variable: 9, name: 'counts', value: 7 }),
  ];
  expect(what(trace)).toEqual([
    'G1 starts G2 writer',
    'G2 locks mu',
    'G2 writes counts[3]: 7',
    'G2 unlocks mu',
    'G1 locks for reading',
    'G1 reads counts[3]: 7',
  ]);
  expect(interleaving(trace, [], FILES).names).toEqual(new Map([[2, 'writer']]));
});

test('what no other goroutine uses, or nobody writes, is left out', () => {
  const mine = (kind: string) => event(kind, 1, 3, { variable: 2, name: 'mine' });
  const constant = (goroutine: number) => event('read', goroutine, 3, { variable: 3, name: 'constant' });
  expect(what([mine('read'), mine('write'), constant(1), constant(2)])).toEqual([]);
});

test('what another run races on is shown in this one too', () => {
  const alone = [event('read', 1, 3, { variable: 2, name: 'main.data', value: 0 })];
  expect(interleaving(alone, [], FILES).steps).toEqual([]);
  const table = interleaving(alone, [], FILES, [], (name) => name === 'main.data');
  expect(table.steps[0]?.what).toEqual(['reads main.data: 0']);
});

test('what is not for a reader of the program is left out', () => {
  expect(what([event('queue', 1, 2), event('choice', 1, 2), event('procStart', 0, 0)])).toEqual([]);
});

test('a run without end shows its beginning, and says how much more there is', () => {
  const trace = Array.from({ length: MAX_STEPS + 50 }, (_, i) => event('goYield', (i % 2) + 1, 2));
  const table = interleaving(trace, [], FILES);
  expect([table.steps.length, table.more]).toEqual([MAX_STEPS, 50]);
});

describe('the first difference', () => {
  const of = (...lines: number[]) =>
    interleaving(
      lines.map((line) => event('goYield', 1, line)),
      [],
      FILES,
    );
  test.each([
    [of(1, 2, 3), of(1, 2, 3), -1],
    [of(1, 2, 3), of(1, 4, 3), 1],
    [of(1, 2), of(1, 2, 3), 2],
  ])('is found', (a, b, at) => expect(firstDifference(a, b)).toBe(at));
});
