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
  readonly tone: 'race' | 'bad' | 'wait';
  readonly label: string;
}

/** The spot to show; a fresh object each time, so that choosing the same one again shows it again. */
export const shown = signal<Spot | null>(null);

/** On a narrow screen, the panel in view. */
export const view = signal<'code' | 'output'>('code');

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
  const found = new Map<string, { mark: Mark; labels: Set<string> }>();
  const add = (frames: readonly Frame[], tone: Mark['tone'], label: string) => {
    const frame = frames.find((f) => fileOf(f) !== null);
    const file = frame && fileOf(frame);
    if (!frame || !file) return;
    const key = `${file}:${frame.line}`;
    const known = found.get(key);
    if (known) known.labels.add(label);
    else found.set(key, { mark: { file, line: frame.line, tone, label }, labels: new Set([label]) });
  };
  for (const report of run.reports.value) {
    switch (report.type) {
      case 'race':
        for (const access of [report.first, report.second]) {
          add(access.stack, 'race', `race: ${/write/i.test(access.kind) ? 'write' : 'read'}`);
        }
        break;
      case 'panic':
        add(report.stack, 'bad', 'panic');
        break;
      case 'deadlock':
      case 'leak':
        for (const g of report.goroutines) {
          if (g.verdict === 'sleeping' || g.verdict === 'unfinished') continue;
          add(g.stack, 'wait', `${goroutineName(g.id, g.name)}: ${g.state}`);
        }
        break;
    }
  }
  return [...found.values()].map(({ mark, labels }) => {
    const [first = '', ...more] = labels;
    return { ...mark, label: more.length > 0 ? `${first} (+${more.length})` : first };
  });
});
