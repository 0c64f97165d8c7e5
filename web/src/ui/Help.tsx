import type { RefObject } from 'preact';
import { server } from '../version';

/** Keys pressed together are joined by a space; a comma parts keys pressed in turn, a slash alternatives. */
const KEYS: readonly (readonly [string, string])[] = [
  ['Ctrl Enter / Shift Enter', 'Run'],
  ['Ctrl Shift Enter', 'Explore: everything that the program can do'],
  ['Ctrl .', 'Stop'],
  ['Ctrl S', 'Share: copies a link that replays this run'],
  ['Shift Alt F', 'Format'],
  ['Ctrl Space', 'Complete'],
  ['F8', 'Next error'],
  ['Ctrl F', 'Find'],
  ['F2', 'Rename the file, on its tab'],
  ['Esc , Tab', 'Leave the editor'],
];

export function Help({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="help-title"
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      <div class="help-body">
        {/* The dialog gives it the focus, so that reading begins at the top. */}
        <h2 id="help-title" tabIndex={-1} autofocus>
          How it works
        </h2>
        <p>
          A program is a Java 25 source file with a <code>main</code>; <code>import module goloom</code>{' '}
          brings goroutines and channels. Its <em>seed</em> fixes the interleaving, the clock and every random
          choice: the same seed prints the same bytes again, another seed may show another outcome. Seed 0 is
          Go’s own order. Time is virtual, so sleeping costs nothing.
        </p>
        <p>
          <em>Run</em> shows one thing that the program does. <em>Explore</em> looks for everything it can do:
          each outcome, whether these are all, and for each a schedule that replays it step by step.
        </p>
        <h3>Keys</h3>
        <dl class="keys">
          {KEYS.map(([key, does]) => (
            <div key={key}>
              <dt>
                {key
                  .split(' ')
                  .map((part, i) =>
                    part === '/' ? ' or ' : part === ',' ? ' then ' : <kbd key={i}>{part}</kbd>,
                  )}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p class="quiet">
          On a Mac, Cmd does what Ctrl does.{server.value && ` Engine ${server.value.engine}.`}
        </p>
        <form method="dialog">
          <button class="button">Close</button>
        </form>
      </div>
    </dialog>
  );
}
