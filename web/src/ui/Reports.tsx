/** What went wrong: a sentence first, then the evidence. */
import { alike, goroutineName, raceInShort, raceInWords, waitsFor, type Waiters } from '../explain';
import type { Access, Blocked, Frame, Goroutine, Panic, Race, Verdict } from '../protocol';
import { moreReports, reports } from '../run';
import { fileOf, show } from '../spot';
import { counted, duration, grouped } from '../units';
import { Plain } from './Plain';

const MAX_GROUPS = 12;
const MAX_FRAMES = 30;

export function Reports() {
  return (
    <>
      {reports.value.map((report, i) => {
        switch (report.type) {
          case 'race':
            return <RaceReport key={i} race={report} />;
          case 'panic':
            return <PanicReport key={i} panic={report} />;
          case 'deadlock':
          case 'leak':
            return <BlockedReport key={i} blocked={report} />;
        }
      })}
      {moreReports.value > 0 && <p class="quiet">and {counted(moreReports.value, 'more report')}</p>}
    </>
  );
}

function RaceReport({ race }: { race: Race }) {
  return (
    <article class="report tone-warn">
      <h3>
        Data race on{' '}
        <code>
          <Plain text={race.location} />
        </code>
      </h3>
      <p>Nothing orders these two: {raceInShort(race)}. Which comes first is left to chance.</p>
      <details>
        <summary>Why is this a race?</summary>
        <p class="why">
          <Plain text={raceInWords(race)} /> A run here does one thing after another; real processors may
          reorder and half-see such accesses, so worse than any outcome seen here can happen.
        </p>
      </details>
      <ul class="actors">
        <AccessItem access={race.first} />
        <AccessItem access={race.second} />
      </ul>
      <Verbatim text={race.text} />
    </article>
  );
}

function AccessItem({ access }: { access: Access }) {
  return (
    <li class="actor">
      <strong>
        <Plain text={goroutineName(access.goroutine, access.name)} />
      </strong>
      <div>
        <p>
          <Plain text={access.kind} />
          {access.locks.length > 0 && (
            <span class="quiet">
              {' '}
              holding <Plain text={access.locks.join(', ')} />
            </span>
          )}
        </p>
        <Stack frames={access.stack} createdAt={access.createdAt} />
      </div>
    </li>
  );
}

function PanicReport({ panic }: { panic: Panic }) {
  return (
    <article class="report tone-bad">
      <h3>
        <span class="mono">
          panic: <Plain text={panic.value} />
        </span>
      </h3>
      <p>
        in goroutine <strong>{goroutineName(panic.goroutine, panic.name)}</strong>, and nothing caught it
      </p>
      <Stack frames={panic.stack} createdAt={panic.createdAt} />
      <Verbatim text={panic.text} />
    </article>
  );
}

function BlockedReport({ blocked }: { blocked: Blocked }) {
  const isDeadlock = blocked.type === 'deadlock';
  const stuck = blocked.goroutines.filter((g) => isDeadlock || g.verdict === 'stuck' || g.verdict === null);
  const others = blocked.goroutines.filter((g) => !stuck.includes(g));
  return (
    <article class={`report ${isDeadlock ? 'tone-bad' : 'tone-warn'}`}>
      <h3>
        {isDeadlock ? (
          <span class="mono">fatal error: all goroutines are asleep - deadlock!</span>
        ) : (
          `${counted(stuck.length, 'goroutine')} leaked`
        )}
      </h3>
      <p>
        {isDeadlock
          ? 'Each of these waits for something that only another goroutine could do:'
          : 'Nobody could ever have woken what was left when main returned:'}
      </p>
      <Goroutines goroutines={stuck} />
      {others.length > 0 && (
        <details>
          <summary>{grouped(others.length)} more were still alive, and not stuck</summary>
          <Goroutines goroutines={others} />
        </details>
      )}
      <Verbatim text={blocked.text} />
    </article>
  );
}

function Goroutines({ goroutines }: { goroutines: readonly Goroutine[] }) {
  const groups = alike(goroutines);
  const rest = groups.slice(MAX_GROUPS).reduce((sum, group) => sum + group.goroutines.length, 0);
  return (
    <>
      <ul class="actors">
        {groups.slice(0, MAX_GROUPS).map((group) => (
          <Waiting key={group.like.id} group={group} />
        ))}
      </ul>
      {rest > 0 && <p class="quiet">and {grouped(rest)} more</p>}
    </>
  );
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  stuck: 'stuck for ever',
  sleeping: 'would have woken by itself',
  unfinished: 'would have ended by itself',
};

function Waiting({ group: { like, goroutines } }: { group: Waiters }) {
  const names = goroutines.slice(0, 3).map((g) => goroutineName(g.id, g.name));
  const more = goroutines.length - names.length;
  return (
    <li class="actor">
      <strong>
        <Plain text={names.join(', ')} />
        {more > 0 && ` and ${grouped(more)} more`}
      </strong>
      <div>
        <p>
          <span class="mono">
            <Plain text={waitsFor(like)} />
          </span>
          {like.since > 0 && <span class="quiet"> since {duration(like.since)}</span>}
          {like.verdict && like.verdict !== 'stuck' && <span class="quiet"> {VERDICTS[like.verdict]}</span>}
        </p>
        {like.waker && (
          <p class="quiet">
            <Plain text={like.waker} />
          </p>
        )}
        <Stack frames={like.stack} createdAt={like.createdAt} />
      </div>
    </li>
  );
}

function Stack({ frames, createdAt }: { frames: readonly Frame[]; createdAt: Frame | null }) {
  const mine = frames.filter((frame) => fileOf(frame) !== null);
  const first = mine[0] ?? frames[0];
  const rest = frames.filter((frame) => frame !== first).slice(0, MAX_FRAMES);
  return (
    <div class="stack">
      {first && <FrameLine frame={first} />}
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'frame')} below</summary>
          {rest.map((frame, i) => (
            <FrameLine key={i} frame={frame} />
          ))}
        </details>
      )}
      {createdAt && (
        <div class="created">
          <span class="quiet">started by</span> <FrameLine frame={createdAt} />
        </div>
      )}
    </div>
  );
}

function FrameLine({ frame }: { frame: Frame }) {
  const place = frame.line > 0 ? `${frame.file}:${frame.line}` : frame.file;
  return (
    <div class="frame">
      {fileOf(frame) ? (
        <button type="button" class="place" title={`Show line ${frame.line}`} onClick={() => show(frame)}>
          <Plain text={place} />
        </button>
      ) : (
        <span class="quiet">
          <Plain text={place} />
        </span>
      )}{' '}
      <span class="quiet">
        <Plain text={frame.function} />
      </span>
    </div>
  );
}

function Verbatim({ text }: { text: string }) {
  if (!text.trim()) return null;
  return (
    <details>
      <summary>As Go prints it</summary>
      <pre tabIndex={0}>
        {text.split('\n').map((line, i) => (
          <>
            {i > 0 && '\n'}
            <Plain text={line} />
          </>
        ))}
      </pre>
    </details>
  );
}
