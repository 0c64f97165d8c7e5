/** Opens what the address says, at first and when the reader goes back or forth. */
import { batch, signal } from '@preact/signals';
import * as api from './api';
import { HELLO } from './hello';
import { originPath, parsePlace, DEFAULT_PROCS, type Place } from './place';
import * as program from './program';
import * as explore from './explore';
import * as run from './run';
import * as witness from './witness';

export const examples = signal<readonly api.Example[] | null>(null);
export const examplesFailed = signal(false);
export const place = signal<Place>(parsePlace(location.pathname, location.search));
/** Why the program that the address names is not shown; empty when it is. */
export const missing = signal('');
export const loading = signal(false);

let opening = 0;

export async function loadExamples(): Promise<readonly api.Example[]> {
  if (examples.value) return examples.value;
  examplesFailed.value = false;
  try {
    return (examples.value = await api.examples());
  } catch {
    examplesFailed.value = true;
    return [];
  }
}

/** Shows what the address names. The bare address needs nothing fetched, so its first key works at once. */
export async function openAddress(): Promise<void> {
  const to = parsePlace(location.pathname, location.search);
  const turn = ++opening;
  batch(() => {
    place.value = to;
    missing.value = '';
    clear();
    run.schedule.value = to.schedule;
    run.stdin.value = to.stdin ?? '';
    run.procs.value = to.procs ?? DEFAULT_PROCS;
    if (to.seed !== null) run.seed.value = to.seed;
    run.keepSeed.value = to.seed !== null;
  });
  if (to.origin.kind === 'scratch') {
    program.openProgram(to.origin, HELLO);
    return;
  }
  loading.value = true;
  try {
    const files =
      to.origin.kind === 'snippet' ? await api.snippet(to.origin.id) : await exampleFiles(to.origin.id);
    if (turn !== opening) return;
    if (files.length > 0) program.openProgram(to.origin, files);
    else missing.value = `There is no example “${to.origin.id}” here.`;
  } catch (failure) {
    if (turn !== opening) return;
    const status = failure instanceof api.ApiError ? failure.problem.status : 0;
    missing.value =
      status === 404
        ? `There is no program at ${location.pathname}. The link may be incomplete.`
        : `The program at ${location.pathname} could not be fetched: ${failure instanceof Error ? failure.message : 'no answer'}`;
  } finally {
    if (turn === opening) loading.value = false;
  }
}

async function exampleFiles(id: string): Promise<api.Example['files']> {
  const found = (await loadExamples()).find((example) => example.id === id);
  if (examplesFailed.value) throw new Error('the server cannot be reached');
  return found?.files ?? [];
}

export function openExample(example: api.Example): void {
  const origin = { kind: 'example', id: example.id } as const;
  opening++;
  history.pushState(null, '', originPath(origin));
  batch(() => {
    place.value = parsePlace(location.pathname, location.search);
    missing.value = '';
    loading.value = false;
    clear();
    run.schedule.value = null;
    run.keepSeed.value = false;
    run.stdin.value = '';
    program.openProgram(origin, example.files);
  });
}

/** What was run and found belongs to another program. */
function clear(): void {
  run.clear();
  witness.close();
  explore.clear();
}
