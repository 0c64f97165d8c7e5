/** The line between the panels, moved by pointer or arrow keys; its place is remembered. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { recall, remember } from '../storage';

const MIN_PERCENT = 25;
const MAX_PERCENT = 75;
const STEP_PERCENT = 2;
const START_PERCENT = 54;

export function Splitter() {
  const percent = useSignal(clamp(Number(recall('split')) || START_PERCENT));
  useEffect(() => {
    document.documentElement.style.setProperty('--split', `${percent.value}%`);
    remember('split', String(percent.value));
  }, [percent.value]);
  const keys: Record<string, number> = {
    ArrowLeft: percent.value - STEP_PERCENT,
    ArrowRight: percent.value + STEP_PERCENT,
    Home: MIN_PERCENT,
    End: MAX_PERCENT,
  };
  return (
    <div
      class="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the program"
      aria-valuenow={Math.round(percent.value)}
      aria-valuemin={MIN_PERCENT}
      aria-valuemax={MAX_PERCENT}
      tabIndex={0}
      onKeyDown={(event) => {
        const to = keys[event.key];
        if (to === undefined) return;
        event.preventDefault();
        percent.value = clamp(to);
      }}
      onDblClick={() => (percent.value = START_PERCENT)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const { left, width } = event.currentTarget.parentElement!.getBoundingClientRect();
        percent.value = clamp(((event.clientX - left) / width) * 100);
      }}
    />
  );
}

function clamp(percent: number): number {
  return Math.min(MAX_PERCENT, Math.max(MIN_PERCENT, percent));
}
