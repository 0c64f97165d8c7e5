/** What a run and a search have in common: they are asked for, go on and end. */
import { batch, type Signal } from '@preact/signals';
import type { Problem } from './protocol';

/** `over` is done at the end, however it comes. */
export function course<P extends string>(
  phase: Signal<P | 'stopping' | 'ended'>,
  problem: Signal<Problem | null>,
  over: () => void,
) {
  function finish(): void {
    over();
    phase.value = 'ended';
  }
  return {
    /** What is being stopped stays so until it has ended. */
    advance(to: P): void {
      if (phase.value !== 'stopping') phase.value = to;
    },
    fail(what: Problem): void {
      batch(() => {
        problem.value = what;
        finish();
      });
    },
    finish,
  };
}
