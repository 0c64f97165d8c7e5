import { describe, expect, test } from 'vitest';
import { parseServerMessage } from '../src/protocol';

const parse = (message: unknown) => parseServerMessage(JSON.stringify(message));

const body = (json: object) => parseServerMessage(JSON.stringify({ id: 'e1', ...json }))?.body;

describe('the events of a search', () => {
  test('an outcome has all its parts', () => {
    expect(
      body({
        type: 'outcome',
        outcome: 2,
        output: 'x',
        status: 'deadlock',
        code: 2,
        message: 'asleep',
        executions: 5,
        schedule: '1.0',
        races: [{ text: 'race', schedule: '1.1' }],
      }),
    ).toEqual({
      type: 'outcome',
      id: 2,
      output: 'x',
      status: 'deadlock',
      code: 2,
      message: 'asleep',
      executions: 5,
      schedule: '1.0',
      races: [{ text: 'race', schedule: '1.1' }],
      leaks: [],
      blocked: [],
    });
  });

  test.each([
    [{ exhaustive: true, completeness: 'all' }, 'all'],
    [{ exhaustive: false, completeness: 'all' }, 'bounded'],
    [{ exhaustive: true, completeness: 'surely' }, 'bounded'],
    [{ completeness: 'sampled' }, 'sampled'],
    [{}, 'bounded'],
  ])('%j is %s: nothing is called complete that is not', (said, understood) => {
    expect(body({ type: 'explored', ...said })).toMatchObject({ completeness: understood });
  });

  test('a trace keeps each event’s own fields beside the common ones', () => {
    expect(
      body({ type: 'trace', events: [{ kind: 'chanSend', at: 3, goroutine: 2, line: 9, object: 1 }, 7] }),
    ).toEqual({
      type: 'trace',
      events: [{ kind: 'chanSend', at: 3, goroutine: 2, file: '', line: 9, rest: { object: 1 } }],
    });
  });
});

describe('parseServerMessage', () => {
  test('an event keeps its run’s id', () => {
    expect(parse({ type: 'output', id: 'r1', stream: 'stderr', text: 'x', at: 5, goroutine: 2 })).toEqual({
      id: 'r1',
      body: { type: 'output', stream: 'stderr', text: 'x', at: 5, goroutine: 2 },
    });
  });

  test.each([
    'no json',
    '"text"',
    '[1]',
    'null',
    '{}',
    '{"type":"rumour","id":"r1"}',
    '{"type":"constructor"}',
  ])('%s is left alone', (frame) => {
    expect(parseServerMessage(frame)).toBeNull();
  });

  test('what is missing or of another type becomes harmless', () => {
    expect(
      parse({ type: 'panic', id: 'r1', goroutine: 'two', value: 7, stack: [null, { line: '3' }] })?.body,
    ).toEqual({
      type: 'panic',
      goroutine: 0,
      name: '',
      value: '',
      stack: [{ function: '', file: '', line: 0 }],
      createdAt: null,
      text: '',
    });
    expect(parse({ type: 'exit', id: 'r1', status: 'splendid' })?.body).toMatchObject({
      status: 'internal',
      code: 0,
    });
  });

  test('a diagnostic’s place is inside the file and not inside out', () => {
    const body = parse({
      type: 'compile',
      id: 'r1',
      ok: false,
      diagnostics: [
        { file: 'main.java', line: 0, column: -1, endLine: -5, endColumn: 0, severity: '?', message: 'm' },
      ],
    })?.body;
    expect(body).toMatchObject({
      diagnostics: [{ line: 1, column: 1, endLine: 1, endColumn: 1, severity: 'error' }],
    });
  });

  test('a refusal has a title even when the server gave none', () => {
    expect(parse({ type: 'problem', id: 'r1', problem: null })?.body).toEqual({
      type: 'problem',
      problem: { title: 'The server refused', detail: '', status: 0 },
    });
  });
});
