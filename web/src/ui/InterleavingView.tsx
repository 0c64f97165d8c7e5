/** How an outcome comes about: a column for each goroutine, a row for each step; two of them side by side. */
import { useEffect, useRef } from 'preact/hooks';
import { goroutineName } from '../explain';
import * as explore from '../explore';
import { MAX_STEPS, type Interleaving, type Step } from '../interleaving';
import * as run from '../run';
import { share } from '../share';
import { fileOf, show } from '../spot';
import { counted } from '../units';
import * as witness from '../witness';
import { CloseIcon } from './icons';
import { Plain } from './Plain';
import { startRun } from './RunControls';

/** Hues that lanes are told apart by, beside their names. */
const LANES = 6;

export function InterleavingView() {
  const { value: shown } = witness.shown;
  const { value: other } = witness.other;
  const heading = useRef<HTMLHeadingElement>(null);
  const section = useRef<HTMLElement>(null);
  const key = shown?.witness.schedule;
  useEffect(() => {
    // Whoever asked is led to the answer; on a small screen it is further down.
    if (key !== undefined) heading.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView({ block: 'nearest' });
  }, [key, shown?.state]);
  if (!shown) return null;
  return (
    <section class="how-pane" aria-labelledby="how-title" ref={section}>
      <div class="how-head">
        <h3 id="how-title" ref={heading} tabIndex={-1}>
          {other ? 'Two outcomes, step by step' : titleOf(shown.witness)}
        </h3>
        <div class="how-tools">
          <CompareWith shown={shown} />
          <button
            type="button"
            class="button small-text"
            title="Run the program with this schedule, in the Output panel"
            disabled={explore.isEdited.value}
            onClick={() => {
              run.schedule.value = shown.witness.schedule;
              if (explore.procs.value > 0) run.procs.value = explore.procs.value;
              startRun();
            }}
          >
            Run it
          </button>
          <button
            type="button"
            class="button small-text"
            title="Copy a link that replays this schedule"
            disabled={explore.isEdited.value}
            onClick={() => {
              if (explore.procs.value > 0) run.procs.value = explore.procs.value;
              void share(shown.witness.schedule);
            }}
          >
            Share it
          </button>
          <button
            type="button"
            class="button icon-button small"
            aria-label="Close the steps"
            title="Close the steps"
            onClick={() => {
              const panel = section.current?.closest<HTMLElement>('[role=group]');
              witness.close();
              panel?.focus();
            }}
          >
            <CloseIcon />
          </button>
        </div>
      </div>
      <div class="how-sides" data-two={other !== null}>
        <Side replay={shown} />
        {other && <Side replay={other} />}
      </div>
    </section>
  );
}

function titleOf({ outcome, what }: explore.Witness): string {
  if (outcome === 0) return `Step by step: ${what}`;
  return what ? `Outcome ${outcome}: ${what}, step by step` : `Outcome ${outcome}, step by step`;
}

function CompareWith({ shown }: { shown: witness.Replay }) {
  const others = explore.outcomes.value.filter((outcome) => outcome.id !== shown.witness.outcome);
  if (others.length === 0) return null;
  const chosen = witness.other.value?.witness.outcome ?? 0;
  return (
    <select
      class="compare"
      aria-label="Compare with"
      value={String(chosen)}
      onChange={(event) => {
        const outcome = others.find((one) => String(one.id) === event.currentTarget.value);
        witness.compare(outcome ? { outcome: outcome.id, what: '', schedule: outcome.schedule } : null);
      }}
    >
      <option value="0">compare with…</option>
      {others.map((outcome) => (
        <option key={outcome.id} value={String(outcome.id)}>
          outcome {outcome.id}
        </option>
      ))}
    </select>
  );
}

function Side({ replay }: { replay: witness.Replay }) {
  const isAlone = witness.other.value === null;
  const name = replay.witness.outcome > 0 ? `Steps of outcome ${replay.witness.outcome}` : 'Steps';
  if (replay.state === 'working') return <p class="quiet side">Replaying…</p>;
  if (replay.state === 'failed') {
    return (
      <p class="fault side">
        The replay failed: <Plain text={replay.why} />
      </p>
    );
  }
  const { goroutines, names, steps, more } = replay.table;
  const { value: difference } = witness.difference;
  const { value: skipped } = witness.skipped;
  return (
    <div class="side">
      {!isAlone && <h4 class="side-title">Outcome {replay.witness.outcome}</h4>}
      {!isAlone && difference === -1 && <p class="quiet">They do not differ in any step shown here.</p>}
      {steps.length === 0 && <p class="quiet">This run has no steps to show: it was not traced.</p>}
      {steps.length > 0 && (
        <div class="steps-frame" tabIndex={0} role="group" aria-label={name}>
          <table class="steps" aria-label={name} role="table" style={{ '--lanes': goroutines.length }}>
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">
                  <span class="unseen">Step</span>
                </th>
                {goroutines.map((g, lane) => (
                  <th key={g} scope="col" role="columnheader" data-lane={lane % LANES}>
                    <Plain text={goroutineName(g, names.get(g) ?? '')} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {skipped > 0 && <Skipped steps={skipped} columns={goroutines.length} />}
              {steps.slice(skipped).map((step, i) => (
                <StepRow
                  key={skipped + i}
                  number={skipped + i + 1}
                  step={step}
                  table={replay.table}
                  isDifferent={!isAlone && skipped + i === difference}
                />
              ))}
              {!isAlone && difference === steps.length && (
                <tr role="row" class="differs">
                  <th scope="row" role="rowheader" />
                  <td role="cell" colSpan={goroutines.length}>
                    <span class="difference">first difference</span> ends here
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
      {more > 0 && (
        <p class="quiet">
          and {counted(more, 'more step')}: the first {MAX_STEPS} are shown
        </p>
      )}
      {replay.ending && (
        <p class="side-ending">
          <span class={`lamp tone-${replay.ending.tone}`} aria-hidden="true" />
          {replay.ending.sentence}
        </p>
      )}
    </div>
  );
}

/** In the place of what both begin with. */
function Skipped({ steps, columns }: { steps: number; columns: number }) {
  return (
    <tr role="row" class="skipped">
      <th scope="row" role="rowheader" />
      <td role="cell" colSpan={columns}>
        {counted(steps, 'step')}, the same in both{' '}
        <button type="button" class="place show-me" onClick={() => (witness.isWhole.value = true)}>
          show
        </button>
      </td>
    </tr>
  );
}

interface StepProps {
  readonly number: number;
  readonly step: Step;
  readonly table: Interleaving;
  readonly isDifferent: boolean;
}

function StepRow({ number, step, table: { goroutines, names }, isDifferent }: StepProps) {
  const lane = goroutines.indexOf(step.goroutine);
  return (
    <tr role="row" class={isDifferent ? 'differs' : undefined}>
      <th scope="row" role="rowheader" class="step-number">
        {number}
      </th>
      {lane === -1 ? (
        <td role="cell" class="clock" colSpan={goroutines.length}>
          {step.what.join(', ')}
        </td>
      ) : (
        goroutines.map((g, i) => (
          <td
            role="cell"
            key={g}
            class={i === lane ? 'step' : 'elsewhere'}
            data-lane={i % LANES}
            style={i === lane ? { '--room': goroutines.length - lane } : undefined}
          >
            {i === lane && (
              <StepCell
                step={step}
                who={goroutineName(step.goroutine, names.get(step.goroutine) ?? '')}
                isDifferent={isDifferent}
              />
            )}
          </td>
        ))
      )}
    </tr>
  );
}

function StepCell({ step, who, isDifferent }: { step: Step; who: string; isDifferent: boolean }) {
  const place = { file: step.file, line: step.line };
  return (
    <>
      {isDifferent && <span class="difference">first difference</span>}
      <span class="step-who">
        <Plain text={who} />
      </span>
      {step.line > 0 &&
        (fileOf(place) ? (
          <button
            type="button"
            class="place step-code"
            title={`Show line ${step.line}`}
            onClick={() => show(place)}
          >
            <span class="step-line">
              <span class="unseen">{step.file}:</span>
              {step.line}
            </span>
            <Plain text={step.code} />
          </button>
        ) : (
          <span class="quiet">
            <Plain text={`${step.file}:${step.line}`} />
          </span>
        ))}
      <span class={step.waits ? 'step-what waits' : 'step-what'}>
        <Plain text={step.what.join(', ')} />
      </span>
    </>
  );
}
