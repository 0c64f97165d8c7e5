import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { retryMillis } from '../src/socket';
import { FakeSocket } from './fakeSocket';

type Run = typeof import('../src/run');
let run: Run;

beforeEach(async () => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'],
  });
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.resetModules();
  run = await import('../src/run');
  run.socket.open();
  FakeSocket.last.accept();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const frame = () => vi.advanceTimersByTime(20);
const started = () => FakeSocket.last.sent.filter((message) => message.type === 'run');
const lastId = () => started().at(-1)!.id;

describe('a run', () => {
  test('goes from Run to exit', () => {
    run.run();
    expect(run.phase.value).toBe('sending');
    const socket = FakeSocket.last;
    const id = lastId();
    socket.say(id, 'queued', { position: 2 });
    frame();
    expect([run.phase.value, run.position.value]).toEqual(['queued', 2]);
    socket.say(id, 'compile', { ok: true, millis: 20, diagnostics: [] });
    socket.say(id, 'start', { seed: 7, procs: 4 });
    socket.say(id, 'output', { stream: 'stdout', text: 'hi\n', at: 1, goroutine: 1 });
    frame();
    expect(run.phase.value).toBe('running');
    expect(run.seed.value).toBe(7);
    socket.say(id, 'exit', { status: 'ok', code: 0 });
    frame();
    expect(run.phase.value).toBe('ended');
    expect(run.output.value.text()).toBe('hi\n');
  });

  test('takes nothing from an earlier one', () => {
    run.run();
    const first = lastId();
    run.run();
    FakeSocket.last.say(first, 'output', { stream: 'stdout', text: 'old\n' });
    FakeSocket.last.say(first, 'exit', { status: 'killed', code: 137 });
    frame();
    expect(run.output.value.isEmpty).toBe(true);
    expect(run.phase.value).toBe('sending');
    expect(FakeSocket.last.sent.map((message) => message.type)).toEqual(['run', 'stop', 'run']);
  });

  test('takes nothing after its exit', () => {
    run.run();
    FakeSocket.last.say(lastId(), 'exit', { status: 'ok', code: 0 });
    FakeSocket.last.say(lastId(), 'output', { stream: 'stdout', text: 'late\n' });
    frame();
    expect(run.output.value.isEmpty).toBe(true);
  });

  test('is stopped once', () => {
    run.run();
    run.stop();
    run.stop();
    expect(FakeSocket.last.sent.filter((message) => message.type === 'stop')).toHaveLength(1);
    FakeSocket.last.say(lastId(), 'start', { seed: 1 });
    frame();
    expect(run.phase.value).toBe('stopping');
  });

  test('that is refused says why', () => {
    run.run();
    FakeSocket.last.say(lastId(), 'problem', {
      problem: { title: 'Too many runs', detail: 'wait', status: 429 },
    });
    frame();
    expect(run.problem.value?.title).toBe('Too many runs');
    expect(run.isBusy.value).toBe(false);
  });

  test('draws another seed each time, unless the seed is kept', () => {
    run.run();
    const first = run.seed.value;
    run.run();
    expect(run.seed.value).not.toBe(first);
    run.keepSeed.value = true;
    run.seed.value = 42;
    run.run();
    run.run();
    expect(started().map((message) => message.options.seed)).toEqual([first, expect.any(Number), 42, 42]);
  });

  test('of a schedule has no seed', () => {
    run.schedule.value = 'v1:01';
    run.run();
    expect(started()[0]?.options).toEqual({ schedule: 'v1:01', procs: 4, trace: false });
  });
});

describe('input', () => {
  test('given beforehand is all of it', () => {
    run.stdin.value = 'a\n';
    run.typesInput.value = true;
    run.run();
    expect(started()[0]?.stdin).toBe('a\n');
    expect(run.inputOpen.value).toBe(false);
  });

  test('may be typed while the field is open', () => {
    run.typesInput.value = true;
    run.run();
    expect(started()[0]).not.toHaveProperty('stdin');
    run.sendInput('Ada');
    run.closeInput();
    run.sendInput('too late');
    expect(FakeSocket.last.sent.slice(1)).toEqual([
      { type: 'stdin', id: lastId(), text: 'Ada\n' },
      { type: 'stdinClose', id: lastId() },
    ]);
  });
});

describe('the connection', () => {
  test('lost in mid-run ends the run and keeps its output', () => {
    run.run();
    FakeSocket.last.say(lastId(), 'start', { seed: 1 });
    FakeSocket.last.say(lastId(), 'output', { stream: 'stdout', text: 'kept\n' });
    FakeSocket.last.drop(1006);
    expect(run.phase.value).toBe('ended');
    expect(run.problem.value?.title).toMatch(/lost/);
    expect(run.output.value.text()).toBe('kept\n');
  });

  test('that cannot be made fails the run that waits for it', () => {
    FakeSocket.last.drop(1006);
    run.run();
    FakeSocket.last.drop(1006);
    expect(run.problem.value?.title).toBe('The server could not be reached');
    vi.advanceTimersByTime(2000);
    FakeSocket.last.accept();
    expect(started()).toHaveLength(0);
  });

  test('that comes back was never away', () => {
    FakeSocket.last.drop(1001);
    expect(run.socket.connection.value).toBe('connecting');
    vi.advanceTimersByTime(1000);
    FakeSocket.last.accept();
    expect(run.socket.connection.value).toBe('open');
  });

  test('that fails again is offline, and goes on trying', () => {
    FakeSocket.last.drop(1006);
    vi.advanceTimersByTime(1000);
    FakeSocket.last.drop(1006);
    expect(run.socket.connection.value).toBe('offline');
    const before = FakeSocket.count;
    vi.advanceTimersByTime(2000);
    expect(FakeSocket.count).toBe(before + 1);
  });

  test('that is refused stays closed, with the reason', () => {
    const before = FakeSocket.count;
    FakeSocket.last.drop(1008, 'too many connections');
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.count).toBe(before);
    expect(run.socket.refusal.value).toBe('too many connections');
  });

  test('is awaited by a run that was started without one', () => {
    FakeSocket.last.drop(1006);
    run.run();
    FakeSocket.last.accept();
    expect(started()).toHaveLength(1);
  });

  test('is tried again ever more slowly', () => {
    const times = [1, 2, 3, 4, 5, 6, 7].map((failures) => retryMillis(failures, () => 0));
    expect(times).toEqual([400, 800, 1600, 3200, 6400, 10_000, 10_000]);
    expect(retryMillis(1, () => 1)).toBe(267);
  });
});
