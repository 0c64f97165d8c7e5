import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { explainExit, explainProblem, type Ending } from '../explain';
import { notify } from '../notice';
import type { Compile, Diagnostic } from '../protocol';
import * as program from '../program';
import * as run from '../run';
import { copy } from '../share';
import { fileOf, show } from '../spot';
import { counted, duration, ordinal } from '../units';
import { ClockIcon, CopyIcon } from './icons';
import { InputDock } from './InputDock';
import { OutputLog } from './OutputLog';
import { Plain } from './Plain';
import { startRun } from './RunControls';
import { Reports } from './Reports';

const showTimes = signal(false);

/** What it printed, how it ended, then what went wrong. */
export function OutputBody() {
  const body = useRef<HTMLDivElement>(null);
  useFollow(body);
  return (
    <>
      <div class="output-body" ref={body} tabIndex={0} role="group" aria-label="Output and reports">
        {run.phase.value === 'idle' && <Idle />}
        <OutputLog showTimes={showTimes.value} />
        <EndLine />
        <Diagnostics of={run.compile.value} />
        <Reports />
        <Footnotes />
      </div>
      <InputDock />
    </>
  );
}

export function OutputTools() {
  const hasOutput = run.outputVersion.value > 0 && !run.output.value.isEmpty;
  return (
    <div class="pane-tools">
      <button
        type="button"
        class="button icon-button small"
        aria-label="Times"
        title="Show when each line was written, and by which goroutine"
        aria-pressed={showTimes.value}
        onClick={() => (showTimes.value = !showTimes.value)}
      >
        <ClockIcon />
      </button>
      <button
        type="button"
        class="button icon-button small"
        aria-label="Copy output"
        title="Copy output"
        disabled={!hasOutput}
        onClick={async () => {
          const isCopied = await copy(run.output.value.text());
          notify(isCopied ? 'Output copied.' : 'The browser did not allow copying.');
        }}
      >
        <CopyIcon />
      </button>
    </div>
  );
}

/** Some of the output stays in view above how it ended. */
const ROOM_ABOVE_END = 90;

/** So long after somebody's hand was at it, what scrolls is taken for theirs. */
const HAND_MILLIS = 2_000;
const HANDS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Keeps the end in view while it was in view. Only hands leave it: the browser scrolls by itself too, where rows
 * go that are no longer kept.
 */
function useFollow(body: { current: HTMLDivElement | null }): void {
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = body.current;
    if (!element) return undefined;
    let lastHand = -HAND_MILLIS;
    const onHand = () => {
      lastHand = performance.now();
    };
    const onScroll = () => {
      if (performance.now() - lastHand > HAND_MILLIS) return;
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
    };
    for (const hand of HANDS) element.addEventListener(hand, onHand, { passive: true });
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      for (const hand of HANDS) element.removeEventListener(hand, onHand);
      element.removeEventListener('scroll', onScroll);
    };
  }, []);
  const version = run.outputVersion.value;
  const phase = run.phase.value;
  useEffect(() => {
    if (phase === 'sending') isAtEnd.current = true;
    const element = body.current;
    if (!isAtEnd.current || !element) return;
    // How it ended must be seen, however long the reports below it are.
    const ending = element.querySelector<HTMLElement>('.ending');
    const end = element.scrollHeight - element.clientHeight;
    element.scrollTop = ending ? Math.min(end, ending.offsetTop - element.offsetTop - ROOM_ABOVE_END) : end;
  }, [version, phase]);
}

function Idle() {
  return (
    <div class="idle">
      <p class="quiet">What the program prints appears here, as it prints it.</p>
      <button type="button" class="button" onClick={startRun}>
        Start the program
      </button>
    </div>
  );
}

/** The run's state, said to screen readers as it changes. */
export function RunStatus() {
  const ending = endingOf();
  const stats = run.exit.value?.stats;
  return (
    <div class="run-status" role="status" aria-label="Run status">
      {ending && run.exit.value ? (
        <>
          <span class={`lamp tone-${ending.tone}`} aria-hidden="true" />
          <span class="unseen">{ending.sentence}</span>
          <span aria-hidden="true">{run.exit.value.status.replace('_', ' ')}</span>
          {stats && stats.millis > 0 && (
            <span class="real-time" aria-hidden="true">
              {' '}
              · {duration(stats.millis * 1e6)}
            </span>
          )}
          {stats && stats.virtualNanos > 0 && (
            <span aria-hidden="true"> · t = {duration(stats.virtualNanos)}</span>
          )}
        </>
      ) : ending ? (
        <>
          <span class="lamp tone-bad" aria-hidden="true" />
          <span>{ending.sentence}</span>
        </>
      ) : (
        <>
          {run.isBusy.value && <span class="lamp tone-busy" aria-hidden="true" />}
          {phaseText()}
        </>
      )}
    </div>
  );
}

function phaseText(): string {
  switch (run.phase.value) {
    case 'idle':
    case 'ended':
      return '';
    case 'sending':
      return run.socket.connection.value === 'open' ? 'Compiling' : 'Connecting';
    case 'queued':
      return `Waiting: ${ordinal(run.position.value)} in the queue`;
    case 'compiled':
      return 'Starting';
    case 'running':
      return 'Running';
    case 'stopping':
      return 'Stopping';
  }
}

function endingOf(): Ending | null {
  if (run.problem.value) return explainProblem(run.problem.value);
  if (run.exit.value) return explainExit(run.exit.value, run.compile.value, run.reports.value);
  return null;
}

function EndLine() {
  const ending = endingOf();
  if (!ending) return null;
  const exit = run.exit.value;
  return (
    <div class={`ending tone-${ending.tone}`}>
      <p class="ending-sentence">
        <span class={`lamp tone-${ending.tone}`} aria-hidden="true" />
        {ending.sentence}
        {exit && exit.code !== 0 && exit.status !== 'exit' && <span class="code">exit code {exit.code}</span>}
      </p>
      {ending.detail && (
        <p class="ending-detail">
          <Plain text={ending.detail} />
        </p>
      )}
      {exit?.status === 'ok' && run.output.value.isEmpty && <p class="ending-detail">It printed nothing.</p>}
    </div>
  );
}

const MAX_DIAGNOSTICS = 50;

export function Diagnostics({ of }: { of: Compile | null }) {
  const all = of?.diagnostics ?? [];
  if (all.length === 0) return null;
  return (
    <ul class="diagnostics" aria-label="What the compiler says">
      {all.slice(0, MAX_DIAGNOSTICS).map((d, i) => (
        <DiagnosticItem key={i} diagnostic={d} />
      ))}
    </ul>
  );
}

function DiagnosticItem({ diagnostic: d }: { diagnostic: Diagnostic }) {
  return (
    <li class={`diagnostic severity-${d.severity}`}>
      <p class="diagnostic-head">
        <span class="severity">{d.severity}</span>
        {fileOf(d) ? (
          <button type="button" class="place" title={`Show line ${d.line}`} onClick={() => show(d)}>
            <Plain text={`${d.file}:${d.line}`} />
          </button>
        ) : (
          <span class="quiet">
            <Plain text={d.file} />
          </span>
        )}
      </p>
      <p class="diagnostic-message">
        {d.message.split('\n').map((line, i) => (
          <span key={i}>
            <Plain text={line} />
          </span>
        ))}
      </p>
    </li>
  );
}

function Footnotes() {
  const { value: exit } = run.exit;
  const { value: start } = run.start;
  if (!exit || !start) return null;
  return (
    <footer class="footnotes">
      {!exit.deterministic && ['ok', 'exit', 'panic', 'deadlock'].includes(exit.status) && (
        <p>
          This run cannot be promised to repeat
          {exit.uncontrolled.length > 0 && (
            <>
              : the scheduler could not govern <Plain text={exit.uncontrolled.join(', ')} />
            </>
          )}
          .
        </p>
      )}
      <p>
        {start.seed !== null ? `seed ${start.seed}` : 'replayed schedule'} ·{' '}
        {counted(start.procs, 'processor')}
        {exit.stats.goroutines > 0 && ` · ${counted(exit.stats.goroutines, 'goroutine')}`}
        {exit.stats.switches > 0 &&
          ` · ${counted(exit.stats.switches, 'switch').replace('switchs', 'switches')}`}
        {start.scheduler === 'real' && ' · real threads, real clock'}
        {program.files.value !== run.ranFiles.value && ' · the program has been edited since'}
      </p>
    </footer>
  );
}
