/**
 * Diagnostics of the program as it is typed. An answer about a program that has changed since is dropped:
 * the change has asked again.
 */
import { effect, signal } from '@preact/signals';
import * as api from './api';
import * as program from './program';
import type { Diagnostic, SourceFile } from './protocol';
import * as run from './run';

const QUIET_MILLIS = 300;
/** After "too many requests" the squiggles rest; Run still tells every error. */
const REST_MILLIS = 15_000;

export const diagnostics = signal<readonly Diagnostic[]>([]);

export function errorsIn(file: string): number {
  return diagnostics.value.filter((d) => d.file === file && d.severity === 'error').length;
}

let restUntil = 0;

async function check(files: readonly SourceFile[], signal: AbortSignal): Promise<void> {
  try {
    const found = await api.check(files, signal);
    if (!signal.aborted) diagnostics.value = found;
  } catch (failure) {
    if (!(failure instanceof api.ApiError)) return;
    const { status } = failure.problem;
    if (status === 404 || status === 405) restUntil = Infinity;
    else if (status === 429 || status === 503) restUntil = Date.now() + REST_MILLIS;
  }
}

export function checkAsYouType(): void {
  effect(() => {
    const files = program.files.value;
    const stale = new AbortController();
    const timer = setTimeout(() => {
      if (Date.now() >= restUntil) void check(files, stale.signal);
    }, QUIET_MILLIS);
    return () => {
      clearTimeout(timer);
      stale.abort();
    };
  });
  // What Run's compiler found is as good, while the text is the one that it saw.
  effect(() => {
    const compiled = run.compile.value;
    if (compiled && run.ranFiles.peek() === program.files.peek()) diagnostics.value = compiled.diagnostics;
  });
}
