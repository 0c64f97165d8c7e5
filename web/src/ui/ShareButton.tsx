import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { copy, share, shareAgain, sharing } from '../share';
import { ShareIcon } from './icons';
import { useDismiss } from './Popover';

export function ShareButton() {
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const now = sharing.value;
  const isOpen = now.state !== 'closed';
  const close = () => (sharing.value = { state: 'closed' });
  useDismiss(root, opener, isOpen, close);
  return (
    <div class="popover-root" ref={root}>
      <button
        ref={opener}
        type="button"
        class="button share"
        aria-label="Share"
        title="Keep this program and copy a link that replays this run (Ctrl S)"
        aria-keyshortcuts="Control+S"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : void share())}
      >
        <ShareIcon />
        <span>Share</span>
      </button>
      {isOpen && (
        <div class="popover share-panel align-end" role="dialog" aria-label="Share">
          {now.state === 'working' && <p>Keeping the program…</p>}
          {now.state === 'failed' && (
            <>
              <p class="fault">Not shared: {now.why}</p>
              <button type="button" class="button" onClick={() => void shareAgain()}>
                Try again
              </button>
            </>
          )}
          {now.state === 'shared' && (
            <>
              <p role="alert">
                {now.copied ? 'The link is copied.' : 'Copy this link:'} It opens this program and replays
                this run.
              </p>
              <CopyField name="Link" text={now.link} isCopied={now.copied} />
              <CopyField name="Embed" text={iframe(now.embed)} isCopied={false} />
            </>
          )}
        </div>
      )}
    </div>
  );
}

function CopyField({ name, text, isCopied }: { name: string; text: string; isCopied: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const copied = useSignal(isCopied);
  useLayoutEffect(() => {
    if (name === 'Link') field.current?.select();
  }, []);
  return (
    <label class="copy-field">
      <span class="field-label">{name}</span>
      <input
        ref={field}
        type="text"
        readOnly
        aria-label={name}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button
        type="button"
        class="button"
        aria-label={`${copied.value ? 'Copied' : 'Copy'} ${name.toLowerCase()}`}
        onClick={async () => (copied.value = await copy(text))}
      >
        {copied.value ? 'Copied' : 'Copy'}
      </button>
    </label>
  );
}

function iframe(address: string): string {
  const escaped = address.replaceAll('&', '&amp;');
  return `<iframe src="${escaped}" title="Goloom" width="100%" height="480" loading="lazy"></iframe>`;
}
