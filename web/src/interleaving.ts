/**
 * A run as a table: what each goroutine did, step by step, in the order of cause and effect. It is read off the
 * run's trace; of that, it keeps what a reader of the program would call a step.
 */
import type { Goroutine, Output, SourceFile, TraceEvent } from './protocol';

export interface Step {
  /** 0 for the clock and its timers. */
  readonly goroutine: number;
  readonly at: number;
  readonly file: string;
  readonly line: number;
  /** The line of source, without its indentation; empty where it is unknown. */
  readonly code: string;
  /** What it did there: `sends on jobs`, `prints "x"`. */
  readonly what: readonly string[];
  /** Whether it waits from here on. */
  readonly waits: boolean;
}

export interface Interleaving {
  readonly goroutines: readonly number[];
  /** Of those goroutines that have one of their own. */
  readonly names: ReadonlyMap<number, string>;
  readonly steps: readonly Step[];
  /** Steps beyond those, not kept. */
  readonly more: number;
}

/** More than anyone reads, and few enough to draw at once. */
export const MAX_STEPS = 400;
const MAX_PRINTED_CHARS = 60;

/**
 * The steps of a run, and at last what those wait for whom nobody will ever wake. Accesses of a variable are
 * steps where their order matters: in this run, or, for one that `isRacy`, in another.
 */
export function interleaving(
  trace: readonly TraceEvent[],
  outputs: readonly Output[],
  files: readonly SourceFile[],
  stuck: readonly Goroutine[] = [],
  isRacy: (variable: string) => boolean = () => false,
): Interleaving {
  const lines = new Map(files.map((file) => [file.name.toLowerCase(), file.source.split('\n')]));
  const codeAt = (file: string, line: number) => lines.get(file.toLowerCase())?.[line - 1]?.trim() ?? '';
  const events = withWrittenValues(trace);
  const names = namesIn(trace);
  const printed = printedBy(outputs);
  const steps: (Step & { what: string[]; waits: boolean })[] = [];
  const goroutines = new Set<number>([1]);
  let more = 0;
  const isShared = sharedVariables(trace);
  for (const event of events) {
    if (isAccess(event) && !isShared.has(event.rest['variable']) && !isRacy(names.variable(event))) continue;
    const what = said(event, names, printed);
    if (what === null) continue;
    const last = steps.at(-1);
    // An end has no line of its own: it is that of the last one, where nobody came between.
    const isEnd = event.kind === 'goEnd';
    const isSameStep =
      last !== undefined &&
      !last.waits &&
      last.goroutine === event.goroutine &&
      (isEnd || (last.file === event.file && last.line === event.line)) &&
      event.goroutine !== 0;
    if (isSameStep) {
      // A line that runs again is another step; a line that does several things is one.
      if (!last.what.includes(what)) {
        last.what.push(what);
        last.waits = event.kind === 'goPark';
        continue;
      }
    }
    if (steps.length >= MAX_STEPS) {
      more += 1;
      continue;
    }
    goroutines.add(event.goroutine);
    steps.push({
      goroutine: event.goroutine,
      at: event.at,
      file: isEnd ? '' : event.file,
      line: isEnd ? 0 : event.line,
      code: isEnd ? '' : codeAt(event.file, event.line),
      what: [what],
      waits: event.kind === 'goPark',
    });
  }
  for (const g of stuck) {
    if (steps.length >= MAX_STEPS) break;
    const place = g.stack.find((frame) => codeAt(frame.file, frame.line) !== '');
    goroutines.add(g.id);
    steps.push({
      goroutine: g.id,
      at: g.since,
      file: place?.file ?? '',
      line: place?.line ?? 0,
      code: place ? codeAt(place.file, place.line) : '',
      what: [`waits for ever: ${g.state}${g.waitingOn ? ` on ${g.waitingOn}` : ''}`],
      waits: true,
    });
  }
  goroutines.delete(0);
  const all = [...goroutines].sort((a, b) => a - b);
  return { goroutines: all, names: names.goroutines, steps, more };
}

/** Where two of them first differ: the index of that step; −1 where they don't. */
export function firstDifference(a: Interleaving, b: Interleaving): number {
  const length = Math.max(a.steps.length, b.steps.length);
  for (let i = 0; i < length; i++) {
    if (signature(a.steps[i]) !== signature(b.steps[i])) return i;
  }
  return -1;
}

function signature(step: Step | undefined): string {
  return step ? JSON.stringify([step.goroutine, step.file, step.line, step.what]) : '';
}

function said(event: TraceEvent, names: Names, printed: (goroutine: number) => string): string | null {
  const { rest } = event;
  const number = (name: string) => (typeof rest[name] === 'number' ? rest[name] : 0);
  const text = (name: string) => (typeof rest[name] === 'string' ? rest[name] : '');
  const thing = () => names.things.get(number('object')) ?? '';
  const channel = () => thing() || 'a channel';
  const named = (verb: string) => (thing() ? `${verb} ${thing()}` : verb);
  const who = (id: number) => {
    const name = names.goroutines.get(id);
    return name ? `G${id} ${name}` : `G${id}`;
  };
  const peer = (before: string) => (number('peer') > 0 ? `${before} ${who(number('peer'))}` : '');
  switch (event.kind) {
    case 'goCreate':
      return `starts ${who(number('created'))}`;
    case 'goPark': {
      const reason = text('reason');
      return `waits: ${reason}${thing() ? ` on ${thing()}` : ''}`;
    }
    case 'goYield':
      return 'gives way';
    case 'goEnd':
      return event.goroutine === 1 ? 'returns: the program is over' : 'ends';
    case 'chanSend':
      return `sends on ${channel()}${peer(', to')}`;
    case 'chanReceive':
      return `receives from ${channel()}${peer(', of')}`;
    case 'chanReceiveClosed':
      return `finds ${channel()} closed`;
    case 'chanClose':
      return `closes ${channel()}`;
    case 'selectChosen':
      return number('object') > 0
        ? `select takes case ${number('index')}: ${channel()}`
        : 'select takes default';
    case 'lock':
      return `${named('locks')}${text('mode') === 'read' ? ' for reading' : ''}`;
    case 'unlock':
      return named('unlocks');
    case 'waitGroupAdd':
      if (number('delta') === -1) return thing() ? `counts down ${thing()}` : 'is done';
      return `adds ${number('delta')}${thing() ? ` to ${thing()}` : ''}`;
    case 'once':
      return `${named('once')}: ${rest['done'] === true ? 'done' : 'begins'}`;
    case 'condSignal':
      return `${named('signals')}, wakes ${number('woken')}`;
    case 'read':
    case 'write': {
      const value = rest['value'] === undefined ? '' : String(rest['value']);
      const verb = event.kind === 'read' ? 'reads' : 'writes';
      return `${verb} ${names.variable(event) || 'a variable'}${value ? `: ${value}` : ''}`;
    }
    case 'timeJump':
      return 'nothing can run: the clock moves on';
    case 'timerFire':
      return 'a timer fires';
    case 'output': {
      const told = printed(event.goroutine);
      return told ? `prints ${told}` : 'prints';
    }
    default:
      return null;
  }
}

function isAccess(event: TraceEvent): boolean {
  return event.kind === 'read' || event.kind === 'write';
}

/** What a write wrote is what the next access finds: reads, or overwrites. */
function withWrittenValues(trace: readonly TraceEvent[]): readonly TraceEvent[] {
  const held = new Map<unknown, unknown>();
  return trace
    .toReversed()
    .map((event) => {
      if (!isAccess(event)) return event;
      const { variable } = event.rest;
      const next = held.get(variable);
      held.set(variable, event.rest[event.kind === 'read' ? 'value' : 'was']);
      return event.kind === 'write' && event.rest['value'] === undefined && next !== undefined
        ? { ...event, rest: { ...event.rest, value: next } }
        : event;
    })
    .reverse();
}

/** The variables whose order matters: written by one goroutine and used by another. */
function sharedVariables(trace: readonly TraceEvent[]): ReadonlySet<unknown> {
  const uses = new Map<unknown, { readonly users: Set<number>; isWritten: boolean }>();
  for (const event of trace) {
    if (!isAccess(event)) continue;
    const variable = event.rest['variable'];
    let use = uses.get(variable);
    if (!use) uses.set(variable, (use = { users: new Set(), isWritten: false }));
    use.users.add(event.goroutine);
    use.isWritten ||= event.kind === 'write';
  }
  return new Set(
    [...uses].flatMap(([variable, use]) => (use.users.size > 1 && use.isWritten ? [variable] : [])),
  );
}

/** What the program calls the things in its trace. */
interface Names {
  readonly goroutines: ReadonlyMap<number, string>;
  /** Channels, locks and the like, by their numbers. */
  readonly things: ReadonlyMap<number, string>;
  /** The variable that an access is to; empty where it has no name. */
  readonly variable: (access: TraceEvent) => string;
}

function namesIn(trace: readonly TraceEvent[]): Names {
  const goroutines = new Map<number, string>();
  const things = new Map<number, string>();
  const indices = new Map<unknown, number>();
  for (const { kind, rest } of trace) {
    const { object, name, named, variable, index } = rest;
    if (kind === 'element' && typeof index === 'number') indices.set(variable, index);
    if (typeof name !== 'string') continue;
    if (kind === 'goName' && typeof named === 'number') goroutines.set(named, name);
    if ((kind === 'chanMake' || kind === 'make') && typeof object === 'number') things.set(object, name);
  }
  const variable = ({ rest }: TraceEvent) => {
    const name = typeof rest['name'] === 'string' ? rest['name'] : '';
    const index = indices.get(rest['variable']);
    return name && index !== undefined ? `${name}[${index}]` : name;
  };
  return { goroutines, things, variable };
}

/** What each goroutine printed, print by print: the trace has only its size. */
function printedBy(outputs: readonly Output[]): (goroutine: number) => string {
  const queues = new Map<number, string[]>();
  for (const { goroutine, text } of outputs) {
    const queue = queues.get(goroutine);
    if (queue) queue.push(text);
    else queues.set(goroutine, [text]);
  }
  return (goroutine) => {
    const text = queues.get(goroutine)?.shift();
    if (text === undefined) return '';
    const line = text.replace(/\n$/, '');
    return JSON.stringify(line.length > MAX_PRINTED_CHARS ? `${line.slice(0, MAX_PRINTED_CHARS)}…` : line);
  };
}
