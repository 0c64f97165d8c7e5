/** Sharing: the files are kept under an id, and a link to them replays the run that is set up now. */
import { signal } from '@preact/signals';
import * as api from './api';
import { snippetPath } from './place';
import * as program from './program';
import * as run from './run';
import { server } from './version';

export type Sharing =
  | { readonly state: 'closed' }
  | { readonly state: 'working' }
  | { readonly state: 'shared'; readonly link: string; readonly embed: string; readonly copied: boolean }
  | { readonly state: 'failed'; readonly why: string };

/** Longer input would make a link that mail programs break. */
const MAX_LINK_STDIN_CHARS = 1_000;

export const sharing = signal<Sharing>({ state: 'closed' });

/** What was shared last, for another try. */
let last: string | null = null;

/** Shares the program with the run that is set up, or with the one that `schedule` replays. */
export async function share(schedule: string | null = run.schedule.peek()): Promise<void> {
  last = schedule;
  sharing.value = { state: 'working' };
  const files = program.files.peek();
  try {
    const id = await api.share(files);
    const given = run.stdin.peek();
    const path = snippetPath(id, {
      seed: run.seed.peek(),
      schedule,
      procs: run.procs.peek(),
      stdin: given.length <= MAX_LINK_STDIN_CHARS ? given : '',
      engine: run.start.peek()?.engine || server.peek()?.engine || '',
    });
    // Typing went on while the server answered: then the page stays the draft that it is.
    if (program.files.peek() === files) {
      program.becomeSnippet(id);
      history.pushState(null, '', path);
    }
    const link = new URL(path, location.origin).href;
    const embed = link.replace(`/p/${encodeURIComponent(id)}`, `/p/${encodeURIComponent(id)}/embed`);
    sharing.value = { state: 'shared', link, embed, copied: await copy(link) };
  } catch (failure) {
    sharing.value = {
      state: 'failed',
      why: failure instanceof Error ? failure.message : 'The server refused.',
    };
  }
}

export function shareAgain(): Promise<void> {
  return share(last);
}

/** Copies a text; false where the browser does not allow it, and the reader has to. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
