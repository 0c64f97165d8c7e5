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
  const names = channelNames(trace);
  const printed = printedBy(outputs);
  const steps: (Step & { what: string[]; waits: boolean })[] = [];
  const goroutines = new Set<number>([1]);
  let more = 0;
  const isShared = sharedVariables(trace);
  for (const event of events) {
    if (isAccess(event) && !isShared.has(event.rest['variable']) && !isRacy(nameOf(event))) continue;
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
  return { goroutines: [...goroutines].sort((a, b) => a - b), steps, more };
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

function said(
  event: TraceEvent,
  names: ReadonlyMap<number, string>,
  printed: (goroutine: number) => string,
): string | null {
  const { rest } = event;
  const number = (name: string) => (typeof rest[name] === 'number' ? rest[name] : 0);
  const text = (name: string) => (typeof rest[name] === 'string' ? rest[name] : '');
  const channel = () => names.get(number('object')) ?? `chan ${number('object')}`;
  const peer = (before: string) => (number('peer') > 0 ? `${before} G${number('peer')}` : '');
  switch (event.kind) {
    case 'goCreate':
      return `starts G${number('created')}`;
    case 'goPark': {
      const reason = text('reason');
      const on = names.get(number('object'));
      return `waits: ${reason}${on ? ` on ${on}` : ''}`;
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
      return text('mode') === 'read' ? 'locks for reading' : 'locks';
    case 'unlock':
      return 'unlocks';
    case 'waitGroupAdd':
      return number('delta') === -1 ? 'is done' : `adds ${number('delta')}`;
    case 'once':
      return rest['done'] === true ? 'once: done' : 'once: begins';
    case 'condSignal':
      return `signals, wakes ${number('woken')}`;
    case 'read':
    case 'write': {
      const value = rest['value'] === undefined ? '' : String(rest['value']);
      const verb = event.kind === 'read' ? 'reads' : 'writes';
      return `${verb} ${nameOf(event) || 'a variable'}${value ? `: ${value}` : ''}`;
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

function nameOf({ rest }: TraceEvent): string {
  return typeof rest['name'] === 'string' ? rest['name'] : '';
}

function isAccess(event: TraceEvent): boolean {
  return event.kind === 'read' || event.kind === 'write';
}

/** What a write wrote is what the next access reads, where that is a read. */
function withWrittenValues(trace: readonly TraceEvent[]): readonly TraceEvent[] {
  const held = new Map<unknown, unknown>();
  return trace
    .toReversed()
    .map((event) => {
      if (!isAccess(event)) return event;
      const { variable } = event.rest;
      const next = held.get(variable);
      held.set(variable, event.kind === 'read' ? event.rest['value'] : undefined);
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

function channelNames(trace: readonly TraceEvent[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const { kind, rest } of trace) {
    const { object, name } = rest;
    if (kind === 'chanMake' && typeof object === 'number' && typeof name === 'string')
      names.set(object, name);
  }
  return names;
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
