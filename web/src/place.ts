/** What the address says: which program, and the run that the link replays. */
import { parseSeed } from './seed';

export type Origin =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'example'; readonly id: string }
  | { readonly kind: 'snippet'; readonly id: string };

export interface Place {
  readonly origin: Origin;
  readonly embed: boolean;
  readonly seed: number | null;
  readonly procs: number | null;
  readonly schedule: string | null;
  readonly stdin: string | null;
  /** The engine's version that the link was made with. */
  readonly engine: string | null;
}

export const DEFAULT_PROCS = 4;
export const MAX_PROCS = 8;
const MAX_SCHEDULE_CHARS = 8 * 1024;

export function parsePlace(path: string, search: string): Place {
  const query = new URLSearchParams(search);
  const snippet = /^\/p\/([\w-]+)(\/embed)?\/?$/.exec(path);
  const example = query.get('example');
  const procs = Number(query.get('procs'));
  const schedule = query.get('schedule');
  return {
    origin: snippet?.[1]
      ? { kind: 'snippet', id: snippet[1] }
      : example
        ? { kind: 'example', id: example }
        : { kind: 'scratch' },
    embed: snippet?.[2] !== undefined,
    seed: parseSeed(query.get('seed') ?? ''),
    procs: Number.isInteger(procs) && procs >= 1 && procs <= MAX_PROCS ? procs : null,
    schedule: schedule && schedule.length <= MAX_SCHEDULE_CHARS ? schedule : null,
    stdin: query.get('stdin'),
    engine: query.get('v'),
  };
}

export interface Replay {
  readonly seed: number;
  readonly schedule: string | null;
  readonly procs: number;
  readonly stdin: string;
  readonly engine: string;
}

/** The path that opens a snippet and replays a run of it. */
export function snippetPath(id: string, replay: Replay): string {
  const query = new URLSearchParams();
  if (replay.schedule === null) query.set('seed', String(replay.seed));
  else query.set('schedule', replay.schedule);
  query.set('procs', String(replay.procs));
  if (replay.stdin) query.set('stdin', replay.stdin);
  if (replay.engine) query.set('v', replay.engine);
  return `/p/${encodeURIComponent(id)}?${query}`;
}

export function originPath(origin: Origin): string {
  switch (origin.kind) {
    case 'scratch':
      return '/';
    case 'example':
      return `/?example=${encodeURIComponent(origin.id)}`;
    case 'snippet':
      return `/p/${encodeURIComponent(origin.id)}`;
  }
}

/** Names the origin in storage. */
export function originKey(origin: Origin): string {
  return origin.kind === 'scratch' ? 'scratch' : `${origin.kind}:${origin.id}`;
}
