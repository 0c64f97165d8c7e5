/**
 * The search: everything that the program can do, as far as it has been found. It has its own program, taken
 * when it began; what is typed meanwhile belongs to the next.
 */
import { batch, computed, signal } from '@preact/signals';
import { course } from './course';
import { Inbox } from './inbox';
import { ask, letGo, socket, type Body } from './line';
import * as program from './program';
import type { Compile, Exit, Explored, Outcome, Problem, Shown, SourceFile } from './protocol';
import * as run from './run';

export type Phase = 'idle' | 'sending' | 'queued' | 'compiled' | 'searching' | 'stopping' | 'ended';

/** One execution, by the schedule that replays it, and what it shows. */
export interface Witness {
  readonly outcome: number;
  readonly what: string;
  readonly schedule: string;
}

export const phase = signal<Phase>('idle');
export const position = signal(0);
export const files = signal<readonly SourceFile[]>([]);
export const procs = signal(0);
export const compile = signal<Compile | null>(null);
/** In the order in which they were found. */
export const outcomes = signal<readonly Outcome[]>([]);
export const explored = signal<Explored | null>(null);
export const exit = signal<Exit | null>(null);
export const problem = signal<Problem | null>(null);
/** Whether the search is over once it has found a schedule that ends badly. */
export const seeksBad = signal(false);
/** That schedule. */
export const bad = signal<Witness | null>(null);

export const isBusy = computed(() => phase.value !== 'idle' && phase.value !== 'ended');
export const executions = computed(
  () => explored.value?.executions ?? outcomes.value.reduce((sum, outcome) => sum + outcome.executions, 0),
);
export const isEdited = computed(() => phase.value !== 'idle' && program.files.value !== files.value);

let current = '';
const { advance, fail, finish } = course<Phase>(phase, problem, () => letGo(current));
const inbox = new Inbox<Body>(takeIn);

const asker = {
  message: (body: Body) => inbox.put(body),
  lost() {
    inbox.flush();
    if (!isBusy.value) return;
    fail({
      title: 'The connection to the server was lost',
      detail: 'The search ended with it. What it had found is still here; press Explore to start again.',
      status: 0,
    });
  },
};

/** Searches for every outcome of the program in the editor; a search under way is given up. */
export function explore(): void {
  begin(false);
}

/** Searches until some schedule ends badly: in a deadlock, a panic, a race or a leak. */
export function findBad(): void {
  begin(true);
}

export function stop(): void {
  if (!isBusy.value || phase.value === 'stopping') return;
  phase.value = 'stopping';
  socket.send({ type: 'stop', id: current });
}

/** Clears the search away, as another program is opened. */
export function clear(): void {
  if (isBusy.value) socket.send({ type: 'stop', id: current });
  letGo(current);
  current = '';
  inbox.clear();
  batch(() => {
    reset('idle');
    files.value = [];
  });
}

/** What is wrong with an outcome, or null where nothing is: the worst first. */
export function badIn(outcome: Outcome): Witness | null {
  const witness = (what: string, schedule: string) => ({ outcome: outcome.id, what, schedule });
  if (outcome.status === 'deadlock') return witness('a deadlock', outcome.schedule);
  if (outcome.status === 'panic') return witness('a panic', outcome.schedule);
  const first = (shown: readonly Shown[]) => shown[0];
  const leak = first(outcome.leaks);
  if (leak) return witness('a leak', leak.schedule);
  const race = first(outcome.races);
  if (race) return witness('a data race', race.schedule);
  return outcome.status === 'ok' || outcome.status === 'exit'
    ? null
    : witness(outcome.status.replace('_', ' '), outcome.schedule);
}

function begin(untilBad: boolean): void {
  clear();
  batch(() => {
    reset('sending');
    files.value = program.files.value;
    procs.value = run.procs.value;
    seeksBad.value = untilBad;
  });
  current = ask(
    {
      type: 'explore',
      files: files.value,
      options: { procs: procs.value },
      ...(run.stdin.value === '' ? {} : { stdin: run.stdin.value }),
    },
    asker,
  );
}

function reset(to: Phase): void {
  phase.value = to;
  position.value = 0;
  compile.value = null;
  outcomes.value = [];
  explored.value = null;
  exit.value = null;
  problem.value = null;
  bad.value = null;
  seeksBad.value = false;
}

function takeIn(bodies: readonly Body[]): void {
  batch(() => {
    const found = new Map(outcomes.value.map((outcome) => [outcome.id, outcome]));
    let grew = false;
    for (const body of bodies) {
      if (phase.value === 'ended') break;
      switch (body.type) {
        case 'queued':
          position.value = body.position;
          if (phase.value === 'sending') phase.value = 'queued';
          break;
        case 'compile':
          compile.value = body;
          advance('compiled');
          break;
        case 'start':
          advance('searching');
          break;
        case 'outcome':
          found.set(body.id, body);
          grew = true;
          if (seeksBad.value && !bad.value) bad.value = badIn(body);
          break;
        case 'explored':
          explored.value = body;
          break;
        case 'exit':
          exit.value = body;
          finish();
          break;
        case 'problem':
          fail(body.problem);
          break;
      }
    }
    if (grew) outcomes.value = [...found.values()].sort((a, b) => a.id - b.id);
  });
  if (bad.value) stop();
}
