/** The run: what was asked for, what has happened, how it ended. */
import { batch, computed, signal } from '@preact/signals';
import { outputHeadBytes } from './api';
import { course } from './course';
import { Inbox } from './inbox';
import { ask, letGo, socket, type Body } from './line';
import { OutputBuffer } from './output';
import { DEFAULT_PROCS } from './place';
import * as program from './program';
import type { Blocked, Compile, Exit, Panic, Problem, Race, SourceFile, Start } from './protocol';
import { drawSeed } from './seed';

export { socket };

export type Phase = 'idle' | 'sending' | 'queued' | 'compiled' | 'running' | 'stopping' | 'ended';
export type Report = Race | Panic | Blocked;

/** More of one kind would teach nothing new; the rest are counted. */
const MAX_REPORTS = 20;

// What the next run is given.
export const seed = signal<number>(drawSeed(null));
export const keepSeed = signal(false);
export const schedule = signal<string | null>(null);
export const procs = signal(DEFAULT_PROCS);
/** All of the program's input; empty, it may be typed while the program runs, if {@link typesInput}. */
export const stdin = signal('');
/** Whether the input field is open: a program that nobody types to reads the end of its input at once. */
export const typesInput = signal(false);

// The run that is shown.
export const phase = signal<Phase>('idle');
export const position = signal(0);
export const ranFiles = signal<readonly SourceFile[]>([]);
export const compile = signal<Compile | null>(null);
export const start = signal<Start | null>(null);
export const reports = signal<readonly Report[]>([]);
export const moreReports = signal(0);
export const exit = signal<Exit | null>(null);
export const problem = signal<Problem | null>(null);
/** Whether the program that runs may still be typed to. */
export const inputOpen = signal(false);
export const output = signal(new OutputBuffer());
/** Rises when {@link output} has grown. */
export const outputVersion = signal(0);

export const isBusy = computed(() => phase.value !== 'idle' && phase.value !== 'ended');

let current = '';
const { advance, fail, finish } = course<Phase>(phase, problem, () => {
  letGo(current);
  inputOpen.value = false;
});
const inbox = new Inbox<Body>(takeIn);

const asker = {
  message: (body: Body) => inbox.put(body),
  lost() {
    inbox.flush();
    if (!isBusy.value) return;
    fail(
      phase.value === 'sending'
        ? {
            title: 'The server could not be reached',
            detail: 'The program was not started; press Run to try again.',
            status: 0,
          }
        : {
            title: 'The connection to the server was lost',
            detail: 'The run ended with it. What it had printed is still here; press Run to start again.',
            status: 0,
          },
    );
  },
};

/** Starts the program in the editor; one that runs is stopped first. */
export function run(): void {
  if (isBusy.value) socket.send({ type: 'stop', id: current });
  if (!keepSeed.value && schedule.value === null && phase.value !== 'idle') seed.value = drawSeed(seed.value);
  forget();
  const isTyped = stdin.value === '' && typesInput.value;
  batch(() => {
    phase.value = 'sending';
    position.value = 0;
    ranFiles.value = program.files.value;
    compile.value = null;
    start.value = null;
    reports.value = [];
    moreReports.value = 0;
    exit.value = null;
    problem.value = null;
    inputOpen.value = isTyped;
    output.value = new OutputBuffer();
    outputVersion.value += 1;
  });
  const question = {
    type: 'run' as const,
    files: ranFiles.value,
    options: {
      ...(schedule.value === null ? { seed: seed.value } : { schedule: schedule.value }),
      procs: procs.value,
      // This panel doesn't show it, and it never changes the run.
      trace: false,
    },
    ...(isTyped ? {} : { stdin: stdin.value }),
  };
  current = ask(question, asker);
}

export function stop(): void {
  if (!isBusy.value || phase.value === 'stopping') return;
  phase.value = 'stopping';
  socket.send({ type: 'stop', id: current });
}

/** Clears the run away, as another program is opened. */
export function clear(): void {
  if (isBusy.value) socket.send({ type: 'stop', id: current });
  forget();
  batch(() => {
    phase.value = 'idle';
    compile.value = null;
    start.value = null;
    reports.value = [];
    moreReports.value = 0;
    exit.value = null;
    problem.value = null;
    inputOpen.value = false;
    output.value = new OutputBuffer();
    outputVersion.value += 1;
  });
}

/** Gives the running program a line. */
export function sendInput(line: string): void {
  if (isBusy.value && inputOpen.value) socket.send({ type: 'stdin', id: current, text: `${line}\n` });
}

export function closeInput(): void {
  if (!isBusy.value || !inputOpen.value) return;
  inputOpen.value = false;
  socket.send({ type: 'stdinClose', id: current });
}

/** What an earlier run may still say is not heard. */
function forget(): void {
  letGo(current);
  current = '';
  inbox.clear();
}

/** Shows where the output was cut; where that can't be learnt, the exit's message tells how much. */
async function markCut(buffer: OutputBuffer): Promise<void> {
  const kept = await outputHeadBytes().catch(() => 0);
  if (kept > 0) buffer.cutAfter(kept);
  outputVersion.value += 1;
}

function takeIn(bodies: readonly Body[]): void {
  batch(() => {
    let printed = false;
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
          start.value = body;
          if (body.seed !== null) seed.value = body.seed;
          advance('running');
          break;
        case 'output':
          output.value.append(body);
          printed = true;
          break;
        case 'race':
        case 'panic':
        case 'deadlock':
        case 'leak':
          if (reports.value.length < MAX_REPORTS) reports.value = [...reports.value, body];
          else moreReports.value += 1;
          break;
        case 'exit':
          exit.value = body;
          finish();
          if (body.status === 'output_limit') void markCut(output.value);
          break;
        case 'problem':
          fail(body.problem);
          break;
      }
    }
    if (printed) outputVersion.value += 1;
  });
}
