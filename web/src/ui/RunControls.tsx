import { useSignal } from '@preact/signals';
import { loading, missing } from '../navigation';
import { MAX_PROCS } from '../place';
import * as explore from '../explore';
import * as run from '../run';
import { drawSeed, MAX_SEED, parseSeed } from '../seed';
import { grouped } from '../units';
import { panel, view } from '../spot';
import * as witness from '../witness';
import { DieIcon, ExploreIcon, OptionsIcon, PlayIcon, StopIcon } from './icons';

/** Shown on the keycap; both keys work everywhere. */
const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Whether there is a program to run: the one that a link names may still be on its way, or not exist. */
function canRun(): boolean {
  return !loading.value && missing.value === '';
}

export function startRun(): void {
  if (!canRun()) return;
  view.value = 'output';
  panel.value = 'output';
  run.run();
}

export function startSearch(): void {
  search(explore.explore);
}

export function seekBad(): void {
  search(explore.findBad);
}

function search(begin: () => void): void {
  if (!canRun()) return;
  view.value = 'output';
  panel.value = 'outcomes';
  witness.close();
  begin();
}

/** Stops whatever is under way. */
export function stopAll(): void {
  run.stop();
  explore.stop();
}

/** Whether there is something to stop that isn't being stopped. */
function canStop(): boolean {
  return (
    (run.isBusy.value && run.phase.value !== 'stopping') ||
    (explore.isBusy.value && explore.phase.value !== 'stopping')
  );
}

/** Seed, processors, Run and Stop: beside the name on a wide screen, under the thumb on a narrow one. */
export function RunControls() {
  const isOpen = useSignal(false);
  return (
    <div class="bar controls" data-open={isOpen.value}>
      <div class="options" id="run-options">
        {run.schedule.value === null ? <SeedField /> : <ScheduleChip />}
        <div class="field procs">
          <select
            aria-label="procs"
            value={String(run.procs.value)}
            title="Processors that run goroutines: GOMAXPROCS"
            onChange={(event) => (run.procs.value = Number(event.currentTarget.value))}
          >
            {Array.from({ length: MAX_PROCS }, (_, i) => (
              <option key={i} value={String(i + 1)}>
                {i === 0 ? '1 proc' : `${i + 1} procs`}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div class="transport">
        <button
          type="button"
          class="button options-button"
          aria-expanded={isOpen.value}
          aria-controls="run-options"
          onClick={() => (isOpen.value = !isOpen.value)}
        >
          <OptionsIcon />
          <span class="options-summary">
            {run.schedule.value === null ? `seed ${run.seed.value}` : 'schedule'} · {run.procs.value} procs
          </span>
        </button>
        <RunButtons />
      </div>
    </div>
  );
}

export function RunButtons() {
  return (
    <>
      <button
        type="button"
        class="button stop"
        aria-label="Stop"
        title="Stop (Ctrl .)"
        disabled={!canStop()}
        onClick={stopAll}
      >
        <StopIcon />
        <span>Stop</span>
      </button>
      <button
        type="button"
        class="button explore"
        title="Explore: everything that this program can do (Ctrl Shift Enter)"
        aria-keyshortcuts="Control+Shift+Enter"
        disabled={!canRun()}
        onClick={startSearch}
      >
        <ExploreIcon />
        <span>Explore</span>
      </button>
      <button
        type="button"
        class="button run"
        title="Run (Ctrl Enter or Shift Enter)"
        aria-keyshortcuts="Control+Enter Shift+Enter"
        disabled={!canRun()}
        onClick={startRun}
      >
        <PlayIcon />
        <span>Run</span>
        <kbd aria-hidden="true">{isMac ? '⌘' : 'Ctrl'} ⏎</kbd>
      </button>
    </>
  );
}

function SeedField() {
  const typed = useSignal<string | null>(null);
  const isBad = typed.value !== null && parseSeed(typed.value) === null;
  const type = (text: string) => {
    typed.value = text;
    const seed = parseSeed(text);
    if (seed === null) return;
    run.seed.value = seed;
    run.keepSeed.value = true;
  };
  return (
    <div class="field seed" role="group" aria-label="Seed of the run">
      <label class="seed-label">
        <span class="field-label" aria-hidden="true">
          seed
        </span>
        <input
          type="text"
          inputMode="numeric"
          autocomplete="off"
          spellcheck={false}
          maxLength={20}
          size={Math.min(16, Math.max(6, (typed.value ?? String(run.seed.value)).length))}
          aria-label="Seed"
          aria-invalid={isBad}
          aria-describedby={isBad ? 'seed-fault' : undefined}
          value={typed.value ?? String(run.seed.value)}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={() => (typed.value = null)}
          onKeyDown={(event) => event.key === 'Escape' && (typed.value = null)}
        />
      </label>
      <button
        type="button"
        class="button icon-button die"
        aria-label="New seed"
        title="New seed: keep it for the next runs"
        onClick={() => {
          typed.value = null;
          run.seed.value = drawSeed(run.seed.value);
          run.keepSeed.value = true;
        }}
      >
        <DieIcon />
      </button>
      <select
        class="seed-choice"
        aria-label="Seed of the next run"
        title="Whether the next run keeps this seed"
        value={run.keepSeed.value ? 'keep' : 'new'}
        onChange={(event) => (run.keepSeed.value = event.currentTarget.value === 'keep')}
      >
        <option value="new">new each run</option>
        <option value="keep">fixed</option>
      </select>
      {isBad && (
        <span class="fault" id="seed-fault" role="alert">
          A whole number from 0 to {grouped(MAX_SEED)}
        </span>
      )}
    </div>
  );
}

function ScheduleChip() {
  return (
    <div class="field schedule" title={run.schedule.value ?? ''}>
      <span>replays a schedule</span>
      <button type="button" class="text-button" onClick={() => (run.schedule.value = null)}>
        use a seed instead
      </button>
    </div>
  );
}
