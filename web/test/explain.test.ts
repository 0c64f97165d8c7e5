import { describe, expect, test } from 'vitest';
import {
  alike,
  caveatOf,
  completeness,
  explainExit,
  goroutineName,
  kindsOf,
  raceInShort,
  raceInWords,
  searchSentence,
  whatIsWrong,
} from '../src/explain';
import {
  parseServerMessage,
  type Exit,
  type Explored,
  type Goroutine,
  type Outcome,
  type Race,
  type Status,
} from '../src/protocol';
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
  waker: 'nobody has sent on it',
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

describe('a race in words', () => {
  const race = (first: object, second: object) =>
    event<Race>({
      type: 'race',
      location: 'main.data',
      first: { kind: 'read', goroutine: 1, ...first },
      second: { kind: 'write', goroutine: 2, name: 'adder', ...second },
    });
  test('names both goroutines, and what would order them', () => {
    expect(raceInWords(race({}, {}))).toBe(
      'G2 adder and G1 main use the same variable, one writes and the other reads it, and nothing makes either wait for the other. A channel, a WaitGroup or a Mutex that both use would: then one happens before the other, always.',
    );
    expect(raceInWords(race({ kind: 'write' }, {}))).toContain('both write it');
  });
  test('says what is wrong with the locks that were held', () => {
    expect(raceInWords(race({ locks: ['mutex m'] }, {}))).toContain('Only one of them holds mutex m');
    expect(raceInWords(race({ locks: ['mutex m'] }, { locks: ['mutex n'] }))).toContain('not the same one');
  });
});

describe('a search’s answer', () => {
  const explored = (said: object) => event<Explored>({ type: 'explored', ...said });
  const sentence = (found: number, said: object) =>
    searchSentence(found, false, completeness(explored(said)).sentence);
  const all = { exhaustive: true, completeness: 'all' };

  test('says that these are all only where the server does', () => {
    expect(sentence(3, all)).toBe('3 outcomes: these are all.');
    expect(sentence(1, all)).toBe('1 outcome: there is no other.');
    expect(sentence(3, { ...all, exhaustive: false })).toBe('3 outcomes: there may be more.');
    expect(sentence(1, { completeness: 'sampled' })).toBe('1 outcome: there may be more.');
    expect(sentence(3, {})).toBe('3 outcomes: there may be more.');
  });
  test('says why it is not complete', () => {
    expect(completeness(explored({ completeness: 'bounded', why: 'a loop that spins' })).detail).toContain(
      'a loop that spins',
    );
    expect(completeness(explored({ completeness: 'sampled', why: '10 s' })).detail).toContain(
      'a sample: 10 s',
    );
  });
  test('grows while the search goes on', () => {
    expect(searchSentence(0, true, '')).toBe('No outcome yet.');
    expect(searchSentence(2, true, '')).toBe('2 outcomes so far.');
    expect(searchSentence(2, false, 'Stopped: there may be more.')).toBe(
      '2 outcomes. Stopped: there may be more.',
    );
  });

  const outcome = (said: object) => event<Outcome>({ type: 'outcome', outcome: 1, status: 'ok', ...said });
  const shown = [{ text: 'x', schedule: '1.0' }];
  test('tells each outcome’s kind', () => {
    const kinds = (said: object) => kindsOf(outcome(said)).map((kind) => kind.text);
    expect(kinds({})).toEqual(['ok']);
    expect(kinds({ status: 'exit', code: 3 })).toEqual(['exit 3']);
    expect(kinds({ status: 'deadlock', leaks: shown })).toEqual(['deadlock', 'leak']);
    expect(kinds({ status: 'panic', message: 'panic: no\nmore' })).toEqual(['panic: no']);
    expect(kinds({ races: shown })).toEqual(['ok', 'race']);
    expect(kinds({ status: 'goroutine_limit' })).toEqual(['goroutine limit']);
  });
  test('tells what must be the case for an outcome, and not as part of a panic', () => {
    const slow = 'only if running takes longer than a sleep';
    expect(caveatOf(outcome({ message: '' }))).toBe('');
    expect(caveatOf(outcome({ message: slow }))).toBe(slow);
    const panic = outcome({ status: 'panic', message: `panic: no; ${slow}` });
    expect(caveatOf(panic)).toBe(slow);
    expect(kindsOf(panic).map((kind) => kind.text)).toEqual(['panic: no']);
  });
  test('sums up what is wrong', () => {
    expect(whatIsWrong([outcome({})])).toBe('None of them ends badly.');
    expect(
      whatIsWrong([outcome({ status: 'deadlock' }), outcome({ races: shown }), outcome({ races: shown })]),
    ).toBe('1 ends in a deadlock, 2 show a data race.');
  });
});
