/** "Show me how": a schedule is replayed with its trace, and laid out step by step; two of them at a time. */
import { batch, computed, signal } from '@preact/signals';
import { explainExit, type Ending } from './explain';
import * as explore from './explore';
import { firstDifference, interleaving, type Interleaving } from './interleaving';
import { ask, letGo, socket, type Body } from './line';
import * as program from './program';
import type { Blocked, Goroutine, Output, Panic, Race, SourceFile, TraceEvent } from './protocol';
import * as run from './run';

export interface Replay {
  readonly witness: explore.Witness;
  readonly state: 'working' | 'done' | 'failed';
  /** Why it failed. */
  readonly why: string;
  readonly table: Interleaving;
  readonly ending: Ending | null;
}

const NOTHING: Interleaving = { goroutines: [], names: new Map(), steps: [], more: 0 };

export const shown = signal<Replay | null>(null);
export const other = signal<Replay | null>(null);

/** The index of the first step in which the two differ; −1 while there are no two, or they don't. */
export const difference = computed(() =>
  shown.value?.state === 'done' && other.value?.state === 'done'
    ? firstDifference(shown.value.table, other.value.table)
    : -1,
);

/** Steps before the first difference that are always shown. */
const MARGIN = 2;

/** Whether all steps are shown that two outcomes have in common. */
export const isWhole = signal(false);

/** How many steps at the beginning are left out: two outcomes have them in common. */
export const skipped = computed(() => {
  const common = difference.value - MARGIN;
  return isWhole.value || common < MARGIN ? 0 : common;
});

/** Whether some execution of the search races on that variable. */
function isRacy(variable: string): boolean {
  return (
    variable !== '' &&
    explore.outcomes.value.some((outcome) => outcome.races.some((race) => race.text.includes(variable)))
  );
}

/** Those whom nobody will ever wake. */
function stuckIn(reports: readonly (Race | Panic | Blocked)[]): readonly Goroutine[] {
  return reports.flatMap((report) =>
    report.type === 'deadlock' || report.type === 'leak'
      ? report.goroutines.filter((g) => g.verdict === null || g.verdict === 'stuck')
      : [],
  );
}

type Place = typeof shown;
const asked = new Map<Place, string>();

/** Shows how an outcome comes about. */
export function show(witness: explore.Witness): void {
  batch(() => {
    isWhole.value = false;
    compare(null);
    replay(shown, witness);
  });
}

/** Shows another beside it; null: it alone. */
export function compare(witness: explore.Witness | null): void {
  if (witness) replay(other, witness);
  else put(other);
}

export function close(): void {
  put(shown);
  put(other);
}

function put(place: Place): void {
  const id = asked.get(place);
  if (id !== undefined) {
    letGo(id);
    if (place.value?.state === 'working') socket.send({ type: 'stop', id });
    asked.delete(place);
  }
  place.value = null;
}

function replay(place: Place, witness: explore.Witness): void {
  put(place);
  // A link's schedule is shown without a search: then the program is the editor's.
  const isSearched = explore.files.value.length > 0;
  const files: readonly SourceFile[] = isSearched ? explore.files.value : program.files.value;
  const trace: TraceEvent[] = [];
  const outputs: Output[] = [];
  const reports: (Race | Panic | Blocked)[] = [];
  const working: Replay = { witness, state: 'working', why: '', table: NOTHING, ending: null };
  place.value = working;
  const failed = (why: string) => {
    place.value = { ...working, state: 'failed', why };
  };
  const message = (body: Body) => {
    switch (body.type) {
      case 'trace':
        for (const event of body.events) trace.push(event);
        break;
      case 'output':
        outputs.push(body);
        break;
      case 'race':
      case 'panic':
      case 'deadlock':
      case 'leak':
        reports.push(body);
        break;
      case 'exit':
        letGo(id);
        if (body.status === 'compile_error' || body.status === 'internal') failed(body.message);
        else
          place.value = {
            ...working,
            state: 'done',
            table: interleaving(trace, outputs, files, stuckIn(reports), isRacy),
            ending: explainExit(body, null, reports),
          };
        break;
      case 'problem':
        letGo(id);
        failed(body.problem.detail || body.problem.title);
        break;
    }
  };
  const id: string = ask(
    {
      type: 'run',
      files,
      options: {
        schedule: witness.schedule,
        procs: isSearched ? explore.procs.value : run.procs.value,
        trace: true,
      },
      stdin: run.stdin.value,
    },
    {
      message,
      lost: () => place.value?.state === 'working' && failed('the connection to the server was lost'),
    },
  );
  asked.set(place, id);
}
