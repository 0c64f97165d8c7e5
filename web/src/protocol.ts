/**
 * The closed set of messages between this page and the server, in both directions. Whatever arrives is a
 * stranger's input until {@link parseServerMessage} has looked at it.
 */

export interface SourceFile {
  readonly name: string;
  readonly source: string;
}

export interface RunOptions {
  readonly seed?: number;
  readonly schedule?: string;
  readonly procs: number;
  readonly trace: boolean;
}

/** How to search; what is absent is the server's to choose. */
export interface ExploreOptions {
  readonly procs: number;
  readonly maxExecutions?: number;
  readonly timeMillis?: number;
}

export type ClientMessage =
  | {
      readonly type: 'run';
      readonly id: string;
      readonly files: readonly SourceFile[];
      readonly options: RunOptions;
      /** All of the program's input; absent, input stays open for frames that follow. */
      readonly stdin?: string;
    }
  | {
      readonly type: 'explore';
      readonly id: string;
      readonly files: readonly SourceFile[];
      readonly options: ExploreOptions;
      /** The input that every execution reads. */
      readonly stdin?: string;
    }
  | { readonly type: 'stop'; readonly id: string }
  | { readonly type: 'stdin'; readonly id: string; readonly text: string }
  | { readonly type: 'stdinClose'; readonly id: string };

export type Severity = 'error' | 'warning' | 'info';

/** What the compiler says of one place. Lines and columns count from 1; the end is exclusive. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

export interface Frame {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

export type Verdict = 'stuck' | 'sleeping' | 'unfinished';

export interface Goroutine {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly waitingOn: string;
  /** Who last did what it waits for, in a sentence; empty where that is not known. */
  readonly waker: string;
  readonly since: number;
  readonly stack: readonly Frame[];
  readonly createdAt: Frame | null;
  readonly verdict: Verdict | null;
}

export interface Access {
  readonly kind: string;
  readonly goroutine: number;
  readonly name: string;
  readonly stack: readonly Frame[];
  readonly createdAt: Frame | null;
  readonly locks: readonly string[];
}

export type Status =
  | 'ok'
  | 'exit'
  | 'compile_error'
  | 'panic'
  | 'deadlock'
  | 'timeout'
  | 'memory_limit'
  | 'output_limit'
  | 'goroutine_limit'
  | 'killed'
  | 'internal';

export interface Stats {
  readonly millis: number;
  readonly virtualNanos: number;
  readonly goroutines: number;
  readonly switches: number;
  readonly steps: number;
  readonly peakMemoryBytes: number;
}

export interface Queued {
  readonly type: 'queued';
  readonly position: number;
}

export interface Compile {
  readonly type: 'compile';
  readonly ok: boolean;
  readonly millis: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Start {
  readonly type: 'start';
  readonly seed: number | null;
  readonly schedule: string | null;
  readonly procs: number;
  readonly scheduler: string;
  readonly race: boolean;
  readonly isolation: string;
  readonly engine: string;
}

export interface Output {
  readonly type: 'output';
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  /** Nanoseconds since the program began. */
  readonly at: number;
  readonly goroutine: number;
}

export interface Race {
  readonly type: 'race';
  readonly location: string;
  readonly first: Access;
  readonly second: Access;
  readonly text: string;
}

export interface Panic {
  readonly type: 'panic';
  readonly goroutine: number;
  readonly name: string;
  readonly value: string;
  readonly stack: readonly Frame[];
  readonly createdAt: Frame | null;
  readonly text: string;
}

export interface Blocked {
  readonly type: 'deadlock' | 'leak';
  readonly goroutines: readonly Goroutine[];
  readonly text: string;
}

export interface Exit {
  readonly type: 'exit';
  readonly status: Status;
  readonly code: number;
  readonly message: string;
  readonly deterministic: boolean;
  readonly uncontrolled: readonly string[];
  readonly stats: Stats;
}

/** One thing that the scheduler did; which of the fields it has, its kind says. */
export interface TraceEvent {
  readonly kind: string;
  readonly at: number;
  readonly goroutine: number;
  readonly file: string;
  readonly line: number;
  /** The further fields, as they came. */
  readonly rest: Readonly<Record<string, unknown>>;
}

export interface Trace {
  readonly type: 'trace';
  readonly events: readonly TraceEvent[];
}

/** What some executions of an outcome show besides, and a schedule that shows it. */
export interface Shown {
  readonly text: string;
  readonly schedule: string;
}

/** One way that the program can end, as far as it is known: sent again as its counts grow. */
export interface Outcome {
  readonly type: 'outcome';
  readonly id: number;
  readonly output: string;
  readonly status: Status;
  readonly code: number;
  readonly message: string;
  readonly executions: number;
  readonly schedule: string;
  readonly races: readonly Shown[];
  readonly leaks: readonly Shown[];
  readonly blocked: readonly Shown[];
}

export type Completeness = 'all' | 'bounded' | 'sampled';

export interface Explored {
  readonly type: 'explored';
  readonly executions: number;
  readonly outcomes: number;
  readonly exhaustive: boolean;
  readonly completeness: Completeness;
  readonly why: string;
  readonly races: number;
  readonly deadlocks: number;
  readonly leaks: number;
  readonly millis: number;
}

export type RunEvent =
  Queued | Compile | Start | Output | Trace | Race | Panic | Blocked | Outcome | Explored | Exit;

/** RFC 9457. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly status: number;
}

export interface ServerMessage {
  /** The run that it belongs to. */
  readonly id: string;
  readonly body: RunEvent | { readonly type: 'problem'; readonly problem: Problem };
}

type Json = Record<string, unknown>;

const STATUSES: ReadonlySet<string> = new Set<Status>([
  'ok',
  'exit',
  'compile_error',
  'panic',
  'deadlock',
  'timeout',
  'memory_limit',
  'output_limit',
  'goroutine_limit',
  'killed',
  'internal',
]);

/** The message in a frame, or null for one that this page has no use for or does not know. */
export function parseServerMessage(frame: string): ServerMessage | null {
  let json: unknown;
  try {
    json = JSON.parse(frame);
  } catch {
    return null;
  }
  if (!isObject(json)) return null;
  const body = parseBody(json);
  return body && { id: text(json['id']), body };
}

function parseBody(json: Json): ServerMessage['body'] | null {
  switch (json['type']) {
    case 'queued':
      return { type: 'queued', position: count(json['position']) };
    case 'compile':
      return {
        type: 'compile',
        ok: json['ok'] === true,
        millis: count(json['millis']),
        diagnostics: parseDiagnostics(json['diagnostics']),
      };
    case 'start':
      return {
        type: 'start',
        seed: typeof json['seed'] === 'number' ? json['seed'] : null,
        schedule: typeof json['schedule'] === 'string' ? json['schedule'] : null,
        procs: count(json['procs']),
        scheduler: text(json['scheduler']),
        race: json['race'] === true,
        isolation: text(json['isolation']),
        engine: text(json['engine']),
      };
    case 'output':
      return {
        type: 'output',
        stream: json['stream'] === 'stderr' ? 'stderr' : 'stdout',
        text: text(json['text']),
        at: count(json['at']),
        goroutine: count(json['goroutine']),
      };
    case 'race':
      return {
        type: 'race',
        location: text(json['location']),
        first: access(json['first']),
        second: access(json['second']),
        text: text(json['text']),
      };
    case 'panic':
      return {
        type: 'panic',
        goroutine: count(json['goroutine']),
        name: text(json['name']),
        value: text(json['value']),
        stack: stack(json['stack']),
        createdAt: frame(json['createdAt']),
        text: text(json['text']),
      };
    case 'deadlock':
    case 'leak':
      return {
        type: json['type'],
        goroutines: list(json['goroutines']).map(goroutine),
        text: text(json['text']),
      };
    case 'trace':
      return { type: 'trace', events: list(json['events']).map(traceEvent) };
    case 'outcome':
      return outcome(json);
    case 'explored':
      return explored(json);
    case 'exit':
      return exit(json);
    case 'problem':
      return { type: 'problem', problem: parseProblem(json['problem']) };
    default:
      return null;
  }
}

export function parseDiagnostics(value: unknown): Diagnostic[] {
  return list(value).map((item) => {
    const line = Math.max(1, count(item['line']));
    const column = Math.max(1, count(item['column']));
    return {
      file: text(item['file']),
      line,
      column,
      endLine: Math.max(line, count(item['endLine'])),
      endColumn: Math.max(1, count(item['endColumn'])),
      severity: item['severity'] === 'warning' || item['severity'] === 'info' ? item['severity'] : 'error',
      code: text(item['code']),
      message: text(item['message']),
    };
  });
}

export function parseFiles(value: unknown): SourceFile[] {
  return list(value)
    .map((item) => ({ name: text(item['name']), source: text(item['source']) }))
    .filter((file) => file.name !== '');
}

export function parseProblem(value: unknown): Problem {
  const json = isObject(value) ? value : {};
  return {
    title: text(json['title']) || 'The server refused',
    detail: text(json['detail']),
    status: count(json['status']),
  };
}

function exit(json: Json): Exit {
  const stats = isObject(json['stats']) ? json['stats'] : {};
  const status = text(json['status']);
  return {
    type: 'exit',
    status: STATUSES.has(status) ? (status as Status) : 'internal',
    code: count(json['code']),
    message: text(json['message']),
    deterministic: json['deterministic'] !== false,
    uncontrolled: texts(json['uncontrolled']),
    stats: {
      millis: count(stats['millis']),
      virtualNanos: count(stats['virtualNanos']),
      goroutines: count(stats['goroutines']),
      switches: count(stats['switches']),
      steps: count(stats['steps']),
      peakMemoryBytes: count(stats['peakMemoryBytes']),
    },
  };
}

function traceEvent({ kind, at, goroutine, file, line, ...rest }: Json): TraceEvent {
  return {
    kind: text(kind),
    at: count(at),
    goroutine: count(goroutine),
    file: text(file),
    line: count(line),
    rest,
  };
}

function outcome(json: Json): Outcome {
  const status = text(json['status']);
  return {
    type: 'outcome',
    // In a frame, `id` is the search's.
    id: count(json['outcome']),
    output: text(json['output']),
    status: STATUSES.has(status) ? (status as Status) : 'internal',
    code: count(json['code']),
    message: text(json['message']),
    executions: count(json['executions']),
    schedule: text(json['schedule']),
    races: list(json['races']).map(shown),
    leaks: list(json['leaks']).map(shown),
    blocked: list(json['blocked']).map(shown),
  };
}

function shown(json: Json): Shown {
  return { text: text(json['text']), schedule: text(json['schedule']) };
}

/** Whatever is not said to be all is not all. */
function explored(json: Json): Explored {
  const completeness = json['completeness'];
  return {
    type: 'explored',
    executions: count(json['executions']),
    outcomes: count(json['outcomes']),
    exhaustive: json['exhaustive'] === true,
    completeness:
      completeness === 'all' && json['exhaustive'] === true
        ? 'all'
        : completeness === 'sampled'
          ? 'sampled'
          : 'bounded',
    why: text(json['why']),
    races: count(json['races']),
    deadlocks: count(json['deadlocks']),
    leaks: count(json['leaks']),
    millis: count(json['millis']),
  };
}

function goroutine(json: Json): Goroutine {
  const verdict = json['verdict'];
  return {
    id: count(json['id']),
    name: text(json['name']),
    state: text(json['state']),
    waitingOn: text(json['waitingOn']),
    waker: text(json['waker']),
    since: count(json['since']),
    stack: stack(json['stack']),
    createdAt: frame(json['createdAt']),
    verdict: verdict === 'stuck' || verdict === 'sleeping' || verdict === 'unfinished' ? verdict : null,
  };
}

function access(value: unknown): Access {
  const json = isObject(value) ? value : {};
  return {
    kind: text(json['kind']),
    goroutine: count(json['goroutine']),
    name: text(json['name']),
    stack: stack(json['stack']),
    createdAt: frame(json['createdAt']),
    locks: texts(json['locks']),
  };
}

function stack(value: unknown): Frame[] {
  return list(value).flatMap((item) => frame(item) ?? []);
}

function frame(value: unknown): Frame | null {
  if (!isObject(value)) return null;
  return { function: text(value['function']), file: text(value['file']), line: count(value['line']) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
