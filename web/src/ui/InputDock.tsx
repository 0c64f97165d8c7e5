/** Standard input: given beforehand, or line by line while the program runs. */
import { effect, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import * as program from '../program';
import * as run from '../run';
import { InputIcon } from './icons';

export function InputDock() {
  // Opened by hand, or by a program that reads; closed only by hand.
  const isOpen = run.typesInput;
  useEffect(
    () =>
      effect(() => {
        if (program.readsInput.value || run.stdin.value !== '') isOpen.value = true;
      }),
    [],
  );
  return (
    <div class="input-dock" data-open={isOpen.value}>
      <button
        type="button"
        class="text-button input-toggle"
        aria-expanded={isOpen.value}
        aria-controls="input-area"
        aria-label="Input"
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <InputIcon />
        <span>Input{!isOpen.value && run.stdin.value !== '' && ' · given'}</span>
      </button>
      <div id="input-area" class="input-area" hidden={!isOpen.value}>
        {run.isBusy.value ? <LiveInput /> : <GivenInput />}
      </div>
    </div>
  );
}

function GivenInput() {
  return (
    <textarea
      aria-label="Standard input"
      placeholder="Leave empty to type while the program runs, or give all of its input here"
      rows={Math.min(5, run.stdin.value.split('\n').length)}
      spellcheck={false}
      value={run.stdin.value}
      onInput={(event) => (run.stdin.value = event.currentTarget.value)}
    />
  );
}

function LiveInput() {
  const line = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  if (!run.inputOpen.value) return <p class="quiet">This run’s input has ended.</p>;
  return (
    <form
      class="live-input"
      onSubmit={(event) => {
        event.preventDefault();
        run.sendInput(line.value);
        line.value = '';
        field.current?.focus();
      }}
    >
      <input
        ref={field}
        type="text"
        aria-label="Input line"
        placeholder="A line for the program"
        autocomplete="off"
        spellcheck={false}
        value={line.value}
        onInput={(event) => (line.value = event.currentTarget.value)}
      />
      <button class="button">Send</button>
      <button
        type="button"
        class="button"
        title="No more input: the program reads its end"
        onClick={run.closeInput}
      >
        End input
      </button>
    </form>
  );
}
