/** A place in the program: one is shown at a time, wherever it was chosen, and reports mark theirs. */
import { batch, computed, signal } from '@preact/signals';
import { goroutineName } from './explain';
import * as program from './program';
import type { Frame } from './protocol';
import * as run from './run';

export interface Spot {
  readonly file: string;
  readonly line: number;
}

export interface Mark extends Spot {
  readonly tone: 'warn' | 'bad';
  readonly label: string;
}

/** Goroutines named at one line. */
const MAX_NAMES = 3;

/** The spot to show; a fresh object each time, so that choosing the same one again shows it again. */
export const shown = signal<Spot | null>(null);

/** On a narrow screen, the panel in view. */
export const view = signal<'code' | 'output'>('code');

/** Of the panels that answer, the one in view. */
export const panel = signal<'output' | 'outcomes'>('output');

export function show(frame: Spot): void {
  const file = fileOf(frame);
  if (!file) return;
  batch(() => {
    program.openName.value = file;
    view.value = 'code';
    shown.value = { file, line: frame.line };
  });
}

/** The program's file that a frame is in, if it is one of the user's. */
export function fileOf(frame: Spot): string | null {
  if (frame.line < 1) return null;
  const lower = frame.file.toLowerCase();
  const file = program.files.value.find((f) => f.name === frame.file || f.name.toLowerCase() === lower);
  return file?.name ?? null;
}

/** The marks of the run's reports: where it raced, panicked, or waits for ever. */
export const marks = computed<readonly Mark[]>(() => {
  const found = new Map<string, { spot: Spot; tone: Mark['tone']; what: string; who: Set<string> }>();
  const add = (frames: readonly Frame[], tone: Mark['tone'], what: string, who: string) => {
    const frame = frames.find((f) => fileOf(f) !== null);
    const file = frame && fileOf(frame);
    if (!frame || !file) return;
    const key = `${file}:${frame.line}`;
    const known = found.get(key);
    if (known) known.who.add(who);
    else found.set(key, { spot: { file, line: frame.line }, tone, what, who: new Set([who]) });
  };
  for (const report of run.reports.value) {
    switch (report.type) {
      case 'race':
        for (const access of [report.first, report.second]) {
          const verb = /write/i.test(access.kind) ? 'writes' : 'reads';
          add(access.stack, 'warn', `race, ${verb}`, goroutineName(access.goroutine, access.name));
        }
        break;
      case 'panic':
        add(report.stack, 'bad', 'panic', goroutineName(report.goroutine, report.name));
        break;
      case 'deadlock':
      case 'leak':
        for (const g of report.goroutines) {
          if (g.verdict === 'sleeping' || g.verdict === 'unfinished') continue;
          add(g.stack, report.type === 'leak' ? 'warn' : 'bad', g.state, goroutineName(g.id, g.name));
        }
        break;
    }
  }
  return [...found.values()].map(({ spot, tone, what, who }) => {
    const names = [...who].slice(0, MAX_NAMES).join(', ');
    const more = who.size > MAX_NAMES ? ` and ${who.size - MAX_NAMES} more` : '';
    return { ...spot, tone, label: `${names}${more}: ${what}` };
  });
});
