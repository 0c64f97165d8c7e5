/** How a run ended, in sentences that a learner understands. */
import type { Access, Compile, Exit, Explored, Goroutine, Outcome, Problem, Race } from './protocol';
import { counted } from './units';
import type { Report } from './run';

export type Tone = 'good' | 'plain' | 'warn' | 'bad';

export interface Ending {
  readonly tone: Tone;
  /** One sentence. */
  readonly sentence: string;
  /** What the server adds, or what to do; may be empty. */
  readonly detail: string;
}

export function explainExit(exit: Exit, compile: Compile | null, reports: readonly Report[]): Ending {
  const ending = base(exit, compile, reports);
  return { ...ending, detail: isSaid(exit, compile, reports) ? '' : exit.message.trim() };
}

/** The server's message for a run that its client stopped. */
const STOPPED = 'stopped';

export function explainProblem(problem: Problem): Ending {
  return { tone: 'bad', sentence: sentence(problem.title), detail: problem.detail };
}

function base(exit: Exit, compile: Compile | null, reports: readonly Report[]): Omit<Ending, 'detail'> {
  switch (exit.status) {
    case 'ok':
      return finished(reports);
    case 'exit':
      return {
        tone: exit.code === 0 ? 'good' : 'warn',
        sentence: `The program ended itself with exit code ${exit.code}.`,
      };
    case 'compile_error': {
      const errors = compile?.diagnostics.filter((d) => d.severity === 'error').length ?? 0;
      return {
        tone: 'bad',
        sentence:
          errors > 0
            ? `The program does not compile: ${counted(errors, 'error')}.`
            : 'The program does not compile.',
      };
    }
    case 'panic':
      return {
        tone: 'bad',
        sentence: 'A goroutine panicked, and that ended the whole program.',
      };
    case 'deadlock':
      return {
        tone: 'bad',
        sentence: 'Deadlock: every goroutine is waiting, and none can ever go on.',
      };
    case 'timeout':
      return { tone: 'warn', sentence: 'Stopped: the program ran longer than it may.' };
    case 'memory_limit':
      return { tone: 'warn', sentence: 'Stopped: the program used more memory than it may.' };
    case 'output_limit':
      return { tone: 'warn', sentence: 'Stopped: the program printed more than it may.' };
    case 'goroutine_limit':
      return { tone: 'warn', sentence: 'Stopped: the program made more goroutines than it may.' };
    case 'killed':
      return {
        tone: 'plain',
        sentence: exit.message.trim() === STOPPED ? 'Stopped.' : 'The program was killed before it ended.',
      };
    case 'internal':
      return {
        tone: 'bad',
        sentence: 'The playground itself failed; this is not your program’s fault.',
      };
  }
}

function finished(reports: readonly Report[]): Omit<Ending, 'detail'> {
  const races = reports.filter((report) => report.type === 'race').length;
  const stuck = reports.flatMap((report) =>
    report.type === 'leak'
      ? report.goroutines.filter((g) => g.verdict !== 'sleeping' && g.verdict !== 'unfinished')
      : [],
  ).length;
  if (races > 0) {
    return {
      tone: 'warn',
      sentence: 'The program finished, but it has a data race: another run may end otherwise.',
    };
  }
  if (stuck > 0) {
    const left =
      stuck === 1 ? 'one goroutine stuck for ever' : `${counted(stuck, 'goroutine')} stuck for ever`;
    return { tone: 'warn', sentence: `The program finished, but left ${left}.` };
  }
  return { tone: 'good', sentence: 'The program finished.' };
}

/** `G1 main`, `G7`. */
export function goroutineName(id: number, name: string): string {
  if (id === 1 && (name === '' || name === 'main')) return 'G1 main';
  return name ? `G${id} ${name}` : `G${id}`;
}

/** What a goroutine waits for, in a sentence's half: Go's reason first, then the thing. */
export function waitsFor(goroutine: Goroutine): string {
  return goroutine.waitingOn ? `${goroutine.state} · ${goroutine.waitingOn}` : goroutine.state;
}

export interface Waiters {
  readonly goroutines: readonly Goroutine[];
  /** Any of them: they differ only in their number and name. */
  readonly like: Goroutine;
}

/** Goroutines that wait at the same place for the same thing, together, in order of their first number. */
export function alike(goroutines: readonly Goroutine[]): Waiters[] {
  const groups = new Map<string, Goroutine[]>();
  for (const g of goroutines) {
    const key = JSON.stringify([g.state, g.waitingOn, g.stack, g.createdAt, g.verdict]);
    const group = groups.get(key);
    if (group) group.push(g);
    else groups.set(key, [g]);
  }
  return [...groups.values()].flatMap((group) => (group[0] ? { goroutines: group, like: group[0] } : []));
}

/** `line 9 writes, line 10 reads`, where the lines are known. */
export function raceInShort(race: Race): string {
  const part = (access: Access) => {
    const line = access.stack[0]?.line;
    const does = verb(access);
    return line ? `line ${line} ${does}` : `${accessor(access)} ${does}`;
  };
  return `${part(race.first)}, ${part(race.second)}`;
}

/** Why these two accesses are a race, and what would make them none, for somebody who meets one first. */
export function raceInWords(race: Race): string {
  const { first, second } = race;
  const both = verb(first) === verb(second) ? 'both write' : 'one writes and the other reads';
  const whole = `${accessor(second)} and ${accessor(first)} use the same variable, ${both} it, and nothing makes either wait for the other.`;
  return `${whole} ${cure(first.locks, second.locks)}`;
}

function cure(first: readonly string[], second: readonly string[]): string {
  if (first.length > 0 && second.length > 0)
    return 'Each holds a lock, but not the same one: only a lock that both take keeps them apart.';
  if (first.length + second.length > 0)
    return `Only one of them holds ${[...first, ...second].join(', ')}: a lock protects nothing from those who do not take it.`;
  return 'A channel, a WaitGroup or a Mutex that both use would: then one happens before the other, always.';
}

function accessor(access: Access): string {
  return goroutineName(access.goroutine, access.name);
}

function verb(access: Access): 'writes' | 'reads' {
  return /write/i.test(access.kind) ? 'writes' : 'reads';
}

/** How complete a search's answer is; never more than the server says. */
export function completeness(explored: Explored): Ending {
  switch (explored.completeness) {
    case 'all':
      return { tone: 'good', sentence: 'these are all.', detail: '' };
    case 'bounded':
      return {
        tone: 'plain',
        sentence: 'there may be more.',
        detail: `The search was cut short: ${explored.why || 'its bound was reached'}`,
      };
    case 'sampled':
      return {
        tone: 'plain',
        sentence: 'there may be more.',
        detail: `There are too many orders to try them all, so these are a sample: ${explored.why || 'the budget was used up'}`,
      };
  }
}

/** `3 outcomes: these are all.`, `3 outcomes so far`. */
export function searchSentence(found: number, isSearching: boolean, ending: string): string {
  if (found === 0) return isSearching ? 'No outcome yet.' : ending;
  const outcomes = counted(found, 'outcome');
  if (isSearching) return `${outcomes} so far.`;
  if (found === 1 && ending === 'these are all.') return '1 outcome: there is no other.';
  return /^[A-Z]/.test(ending) ? `${outcomes}. ${ending}` : `${outcomes}: ${ending}`;
}

export interface Kind {
  readonly tone: Tone;
  readonly text: string;
}

/** `1 ends in a deadlock, 2 show a data race.` */
export function whatIsWrong(outcomes: readonly Outcome[]): string {
  const parts: string[] = [];
  const say = (is: (outcome: Outcome) => boolean, one: string, many: string) => {
    const n = outcomes.filter(is).length;
    if (n > 0) parts.push(`${n} ${n === 1 ? one : many}`);
  };
  say((o) => o.status === 'deadlock', 'ends in a deadlock', 'end in a deadlock');
  say((o) => o.status === 'panic', 'ends in a panic', 'end in a panic');
  say((o) => o.leaks.length > 0, 'can leak a goroutine', 'can leak a goroutine');
  say((o) => o.races.length > 0, 'shows a data race', 'show a data race');
  return parts.length > 0 ? `${parts.join(', ')}.` : 'None of them ends badly.';
}

/** How an outcome ends, and what some of its executions show besides. */
export function kindsOf(outcome: Outcome): Kind[] {
  const kinds = [ends(outcome)];
  if (outcome.races.length > 0) kinds.push({ tone: 'warn', text: 'race' });
  if (outcome.leaks.length > 0) kinds.push({ tone: 'warn', text: 'leak' });
  return kinds;
}

/** How the search puts it that an outcome takes more than the usual course of time. */
const CAVEAT = /(^|; )(only if running takes longer than a sleep)$/;

/** What must be the case besides for an outcome to come about; empty for nothing. */
export function caveatOf(outcome: Outcome): string {
  return CAVEAT.exec(outcome.message)?.[2] ?? '';
}

function ends(outcome: Outcome): Kind {
  const firstLine = outcome.message.replace(CAVEAT, '').split('\n')[0] ?? '';
  switch (outcome.status) {
    case 'ok':
      return { tone: 'plain', text: 'ok' };
    case 'exit':
      return { tone: 'plain', text: `exit ${outcome.code}` };
    case 'panic':
      return { tone: 'bad', text: firstLine.startsWith('panic') ? firstLine : `panic: ${firstLine}` };
    case 'deadlock':
      return { tone: 'bad', text: 'deadlock' };
    default:
      return { tone: 'warn', text: outcome.status.replace('_', ' ') };
  }
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Whether the sentence, or a report below it, says what the server's message does. */
function isSaid(exit: Exit, compile: Compile | null, reports: readonly Report[]): boolean {
  const message = exit.message.trim();
  switch (exit.status) {
    case 'compile_error':
      return compile !== null && compile.diagnostics.length > 0;
    case 'panic':
    case 'deadlock':
      return reports.some((report) => report.type === exit.status && report.text.includes(message));
    case 'exit':
      return /^(the program )?exit(ed)?\b.{0,16}\b\d+\.?$/i.test(message);
    case 'killed':
      return message === STOPPED;
    case 'ok':
      return reports.some((report) => report.type === 'race') && /^found \d+ data race/i.test(message);
    default:
      return false;
  }
}
