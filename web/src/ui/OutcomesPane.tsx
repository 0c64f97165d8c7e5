/** Everything that the program can do: how many outcomes and whether these are all, then each of them. */
import { useRef } from 'preact/hooks';
import {
  completeness,
  caveatOf,
  explainExit,
  explainProblem,
  kindsOf,
  searchSentence,
  whatIsWrong,
  type Ending,
} from '../explain';
import * as explore from '../explore';
import type { Outcome, Shown } from '../protocol';
import * as run from '../run';
import { counted, duration, grouped, ordinal } from '../units';
import * as witness from '../witness';
import { InterleavingView } from './InterleavingView';
import { Diagnostics } from './OutputPane';
import { Plain } from './Plain';
import { seekBad, startSearch } from './RunControls';

/** Lines of one outcome's output that are drawn. */
const MAX_LINES = 12;
/** More outcomes than anyone compares; the rest are counted. */
const MAX_ROWS = 200;

export function OutcomesBody() {
  return (
    <div class="output-body outcomes" tabIndex={0} role="group" aria-label="Outcomes and schedules">
      {explore.phase.value === 'idle' && <Idle />}
      <Answer />
      <Diagnostics of={explore.compile.value} />
      <OutcomeTable />
      <InterleavingView />
    </div>
  );
}

/** The search's state, said to screen readers as it changes. */
export function SearchStatus() {
  const ended = explore.phase.value === 'ended';
  return (
    <div class="run-status" role="status" aria-label="Search status">
      {explore.isBusy.value && <span class="lamp tone-busy" aria-hidden="true" />}
      {phaseText()}
      {explore.executions.value > 0 && (
        <span aria-hidden="true">
          {ended ? '' : ' · '}
          {counted(explore.executions.value, 'execution')}
        </span>
      )}
      {explore.explored.value && (
        <span class="real-time" aria-hidden="true">
          {' · '}
          {duration(explore.explored.value.millis * 1e6)}
        </span>
      )}
    </div>
  );
}

function phaseText(): string {
  switch (explore.phase.value) {
    case 'idle':
      return '';
    case 'ended':
      return '';
    case 'sending':
      return 'Compiling';
    case 'queued':
      return `Waiting: ${ordinal(explore.position.value)} in the queue`;
    case 'compiled':
      return 'Starting';
    case 'searching':
      return 'Searching';
    case 'stopping':
      return 'Stopping';
  }
}

function Idle() {
  const linked = run.schedule.value;
  return (
    <div class="idle">
      <p class="quiet">
        A run shows one thing that the program does. A search tries every order in which its goroutines can
        run, and lists all that can come of it.
      </p>
      <div class="answer-tools">
        <button type="button" class="button" onClick={startSearch}>
          Search all outcomes
        </button>
        <button type="button" class="button" onClick={seekBad}>
          Find a bad schedule
        </button>
        {linked !== null && (
          <button
            type="button"
            class="button"
            onClick={() => witness.show({ outcome: 0, what: 'the schedule of this link', schedule: linked })}
          >
            Show the schedule of this link
          </button>
        )}
      </div>
    </div>
  );
}

function endingOf(): Ending | null {
  const { value: exit } = explore.exit;
  const { value: explored } = explore.explored;
  if (explore.problem.value) return explainProblem(explore.problem.value);
  if (explored) return completeness(explored);
  if (!exit) return null;
  if (explore.bad.value) return { tone: 'plain', sentence: 'there may be more.', detail: '' };
  if (exit.status === 'killed' && explore.outcomes.value.length > 0)
    return { tone: 'plain', sentence: 'Stopped: there may be more.', detail: '' };
  return explainExit(exit, explore.compile.value, []);
}

function Answer() {
  if (explore.phase.value === 'idle') return null;
  const found = explore.outcomes.value.length;
  const ending = endingOf();
  return (
    <div class="answer">
      <BadSchedule />
      <p class="ending-sentence" role="status" aria-label="Outcomes found">
        {ending && <span class={`lamp tone-${ending.tone}`} aria-hidden="true" />}
        {ending && found === 0
          ? ending.sentence
          : searchSentence(found, explore.isBusy.value, ending?.sentence ?? '')}
      </p>
      {ending?.detail && (
        <p class="ending-detail">
          <Plain text={ending.detail} />
        </p>
      )}
      {explore.bad.value === null &&
        explore.seeksBad.value &&
        explore.phase.value === 'ended' &&
        found > 0 && <p class="ending-detail">None of them ends badly.</p>}
      {found > 0 && !explore.isBusy.value && (
        <p class="ending-detail">{whatIsWrong(explore.outcomes.value)}</p>
      )}
      {explore.isEdited.value && <p class="ending-detail">The program has been edited since.</p>}
      {!explore.isBusy.value && (
        <div class="answer-tools">
          <button type="button" class="button" onClick={explore.seeksBad.value ? startSearch : seekBad}>
            {explore.seeksBad.value ? 'Search all outcomes' : 'Find a bad schedule'}
          </button>
        </div>
      )}
    </div>
  );
}

/** What the search was for, where it was for one thing. */
function BadSchedule() {
  const { value: bad } = explore.bad;
  if (!bad) return null;
  return (
    <p class="bad-schedule" role="status" aria-label="Bad schedule">
      <span class="lamp tone-bad" aria-hidden="true" />
      Found a schedule that ends badly: {bad.what}.{' '}
      <ShowMe of={bad} text="Show me how" name="Show me how it ends badly" />
    </p>
  );
}

function OutcomeTable() {
  const all = explore.outcomes.value;
  if (all.length === 0) return null;
  const total = all.reduce((sum, outcome) => sum + outcome.executions, 0);
  return (
    <>
      <table class="outcome-table" aria-label="Outcomes">
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col">Ends</th>
            <th scope="col" class="number" title="Executions of the search that ended so">
              Times
            </th>
            <th scope="col">
              <span class="unseen">How</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, MAX_ROWS).map((outcome) => (
            <OutcomeRow key={outcome.id} outcome={outcome} total={total} />
          ))}
        </tbody>
      </table>
      {all.length > MAX_ROWS && <p class="quiet">and {counted(all.length - MAX_ROWS, 'more outcome')}</p>}
    </>
  );
}

function OutcomeRow({ outcome, total }: { outcome: Outcome; total: number }) {
  const kinds = kindsOf(outcome);
  const isShown = witness.shown.value?.witness.outcome === outcome.id;
  const share = total > 0 ? outcome.executions / total : 0;
  return (
    <tr data-shown={isShown}>
      <th scope="row" class="outcome-output">
        <span class="outcome-number">
          <span class="unseen">outcome </span>
          {outcome.id}
        </span>
        <Printed text={outcome.output} />
        {caveatOf(outcome) && <span class="caveat">{caveatOf(outcome)}</span>}
        <Asides outcome={outcome} />
      </th>
      <td>
        <ul class="kinds">
          {kinds.map(({ tone, text }) => (
            <li key={text} class={`kind tone-${tone}`}>
              {tone !== 'plain' && <span class={`lamp tone-${tone}`} aria-hidden="true" />}
              <span class="kind-text">
                <Plain text={text} />
              </span>
            </li>
          ))}
        </ul>
      </td>
      <td class="number">
        <span class="times">{grouped(outcome.executions)}</span>
        <span class="bar-track" aria-hidden="true">
          <span class="bar-part" style={{ width: `${Math.max(2, share * 100)}%` }} />
        </span>
      </td>
      <td class="how">
        <ShowMe
          of={{ outcome: outcome.id, what: '', schedule: outcome.schedule }}
          text="Show me how"
          name={`Show me how outcome ${outcome.id} comes about`}
        />
      </td>
    </tr>
  );
}

function Printed({ text }: { text: string }) {
  if (text === '') return <span class="printed quiet">(prints nothing)</span>;
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    <span class="printed mono">
      {lines.slice(0, MAX_LINES).map((line, i) => (
        <span key={i}>
          <Plain text={line} />
        </span>
      ))}
      {lines.length > MAX_LINES && (
        <span class="quiet">and {counted(lines.length - MAX_LINES, 'more line')}</span>
      )}
    </span>
  );
}

/** What some executions of the outcome show besides, each with its own schedule. */
function Asides({ outcome }: { outcome: Outcome }) {
  const kinds: readonly (readonly [string, readonly Shown[]])[] = [
    ['race', outcome.races],
    ['leak', outcome.leaks],
    ['still waiting', outcome.blocked],
  ];
  const items = kinds.flatMap(([kind, all]) => all.map((one) => ({ kind, one })));
  if (items.length === 0) return null;
  const list = (
    <ul>
      {items.slice(0, MAX_LINES).map(({ kind, one }, i) => (
        <li key={i}>
          <span class={kind === 'still waiting' ? 'quiet' : 'aside-kind'}>{kind}</span>{' '}
          <Plain text={firstLine(kind, one.text)} />{' '}
          {one.schedule !== outcome.schedule && (
            <ShowMe
              of={{ outcome: outcome.id, what: `a schedule with this ${kind}`, schedule: one.schedule }}
              text="show"
              name={`Show me ${kind} ${i + 1} of outcome ${outcome.id}`}
            />
          )}
        </li>
      ))}
      {items.length > MAX_LINES && <li class="quiet">and {grouped(items.length - MAX_LINES)} more</li>}
    </ul>
  );
  if (items.length === 1) return <div class="asides">{list}</div>;
  return (
    <details class="asides">
      <summary>{grouped(items.length)} findings in some of its executions</summary>
      {list}
    </details>
  );
}

/** What follows its kind in a sentence. */
function firstLine(kind: string, text: string): string {
  const line = text.split('\n')[0] ?? '';
  return kind === 'race' ? line.replace(/^((data )?race (on|at):? |on )?/i, 'on ') : line;
}

function ShowMe({ of, text, name }: { of: explore.Witness; text: string; name: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const isShown = witness.shown.value?.witness.schedule === of.schedule;
  if (of.schedule === '') return <span class="quiet">no replay</span>;
  return (
    <button
      ref={button}
      type="button"
      class="place show-me"
      aria-label={name}
      aria-pressed={isShown}
      onClick={() => witness.show(of)}
    >
      {text}
    </button>
  );
}
