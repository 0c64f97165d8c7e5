import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeSocket } from './fakeSocket';

type Explore = typeof import('../src/explore');
type Witness = typeof import('../src/witness');
let explore: Explore;
let witness: Witness;

beforeEach(async () => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'],
  });
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.resetModules();
  explore = await import('../src/explore');
  witness = await import('../src/witness');
  (await import('../src/line')).socket.open();
  FakeSocket.last.accept();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const frame = () => vi.advanceTimersByTime(20);
const sent = (type: string) => FakeSocket.last.sent.filter((message) => message.type === type);
const lastId = (type: string) => sent(type).at(-1)!.id;
const say = (type: string, rest: object = {}) => FakeSocket.last.say(lastId('explore'), type, rest);
const outcome = (number: number, executions: number, rest: object = {}) =>
  say('outcome', {
    outcome: number,
    executions,
    output: `${number}\n`,
    status: 'ok',
    schedule: `1.${number}`,
    ...rest,
  });
const EXPLORED = { executions: 14, outcomes: 2, exhaustive: true, completeness: 'all' };

describe('a search', () => {
  test('fills its table as outcomes come and grow', () => {
    explore.explore();
    expect(sent('explore')[0]).toMatchObject({ options: { procs: 4 } });
    say('compile', { ok: true });
    say('start', { seed: 0 });
    outcome(2, 1);
    outcome(1, 3);
    frame();
    expect(explore.phase.value).toBe('searching');
    expect(explore.outcomes.value.map((o) => [o.id, o.executions])).toEqual([
      [1, 3],
      [2, 1],
    ]);
    expect(explore.executions.value).toBe(4);
    outcome(2, 9);
    say('explored', EXPLORED);
    say('exit', { status: 'ok', code: 0 });
    frame();
    expect(explore.phase.value).toBe('ended');
    expect(explore.outcomes.value.map((o) => o.executions)).toEqual([3, 9]);
    expect(explore.executions.value).toBe(14);
  });

  test('takes nothing from an earlier one, which is stopped', () => {
    explore.explore();
    const first = lastId('explore');
    explore.explore();
    FakeSocket.last.say(first, 'outcome', { outcome: 7, schedule: '1.0' });
    frame();
    expect(explore.outcomes.value).toEqual([]);
    expect(sent('stop').map((message) => message.id)).toEqual([first]);
  });

  test('for a bad schedule stops at the first, and keeps it', () => {
    explore.findBad();
    say('start', { seed: 0 });
    outcome(1, 1);
    frame();
    expect(sent('stop')).toHaveLength(0);
    outcome(2, 1, { status: 'deadlock', message: 'asleep' });
    outcome(3, 1, { status: 'panic' });
    frame();
    expect(explore.bad.value).toEqual({ outcome: 2, what: 'a deadlock', schedule: '1.2' });
    expect(sent('stop')).toHaveLength(1);
    say('exit', { status: 'killed', code: 137 });
    frame();
    expect(explore.phase.value).toBe('ended');
  });

  test('that loses its connection keeps what it had found', () => {
    explore.explore();
    outcome(1, 1);
    FakeSocket.last.drop(1006);
    expect(explore.outcomes.value).toHaveLength(1);
    expect(explore.problem.value?.title).toMatch(/lost/);
  });

  test('that is refused says why', () => {
    explore.explore();
    say('problem', { problem: { title: 'Too many', detail: 'wait', status: 429 } });
    frame();
    expect(explore.problem.value?.title).toBe('Too many');
  });
});

test('the worst of an outcome comes first, with the schedule that shows it', () => {
  const plain = {
    type: 'outcome' as const,
    id: 4,
    output: '',
    status: 'ok' as const,
    code: 0,
    message: '',
    executions: 1,
    schedule: '1.0',
    races: [],
    leaks: [],
    blocked: [],
  };
  const race = { text: 'race', schedule: '1.1' };
  const leak = { text: 'leak', schedule: '1.2' };
  expect(explore.badIn(plain)).toBeNull();
  expect(explore.badIn({ ...plain, status: 'exit', code: 3 })).toBeNull();
  expect(explore.badIn({ ...plain, races: [race] })).toEqual({
    outcome: 4,
    what: 'a data race',
    schedule: '1.1',
  });
  expect(explore.badIn({ ...plain, races: [race], leaks: [leak] })?.what).toBe('a leak');
  expect(explore.badIn({ ...plain, status: 'panic', leaks: [leak] })).toMatchObject({
    what: 'a panic',
    schedule: '1.0',
  });
  expect(explore.badIn({ ...plain, status: 'goroutine_limit' })?.what).toBe('goroutine limit');
});

describe('show me how', () => {
  const trace = (line: number) => ({ events: [{ kind: 'goYield', goroutine: 1, file: 'main.java', line }] });
  const replayed = (id: string, line: number) => {
    FakeSocket.last.say(id, 'trace', trace(line));
    FakeSocket.last.say(id, 'exit', { status: 'ok', code: 0 });
  };

  test('replays the schedule with its trace, of the program that was searched', () => {
    explore.explore();
    outcome(1, 1);
    frame();
    witness.show({ outcome: 1, what: '', schedule: '1.5' });
    expect(sent('run')[0]).toMatchObject({
      files: explore.files.value,
      options: { schedule: '1.5', procs: 4, trace: true },
      stdin: '',
    });
    expect(witness.shown.value?.state).toBe('working');
    replayed(lastId('run'), 3);
    expect(witness.shown.value).toMatchObject({ state: 'done', table: { steps: [{ line: 3 }] } });
  });

  test('beside another marks the first difference', () => {
    explore.explore();
    witness.show({ outcome: 1, what: '', schedule: '1.5' });
    const first = lastId('run');
    witness.compare({ outcome: 2, what: '', schedule: '1.6' });
    replayed(lastId('run'), 4);
    replayed(first, 3);
    expect(witness.difference.value).toBe(0);
    witness.compare(null);
    expect(witness.difference.value).toBe(-1);
  });

  test('of another forgets the one before', () => {
    witness.show({ outcome: 1, what: '', schedule: '1.5' });
    const first = lastId('run');
    witness.show({ outcome: 2, what: '', schedule: '1.6' });
    replayed(first, 3);
    expect(witness.shown.value).toMatchObject({ state: 'working', witness: { outcome: 2 } });
    expect(sent('stop').map((message) => message.id)).toEqual([first]);
  });

  test('that fails says why', () => {
    witness.show({ outcome: 1, what: '', schedule: '9.5' });
    FakeSocket.last.say(lastId('run'), 'problem', { problem: { title: 'no', detail: 'no such schedule' } });
    expect(witness.shown.value).toMatchObject({ state: 'failed', why: 'no such schedule' });
    witness.show({ outcome: 1, what: '', schedule: '1.5' });
    FakeSocket.last.drop(1006);
    expect(witness.shown.value?.why).toMatch(/connection/);
  });
});
