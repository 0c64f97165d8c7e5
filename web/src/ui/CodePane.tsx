import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { errorsIn } from '../check';
import { Editor } from '../editor';
import { format } from '../format';
import { loading, missing, place } from '../navigation';
import { notice } from '../notice';
import * as program from '../program';
import { counted } from '../units';
import { MoreIcon, PlusIcon } from './icons';
import { Menu, useDismiss } from './Popover';
import { startRun } from './RunControls';

export function CodePane() {
  return (
    <section class="pane code-pane" aria-label="Program">
      <div class="pane-head">
        <FileTabs />
        <div class="pane-tools" hidden={place.value.embed}>
          {program.isEdited.value && program.origin.value.kind !== 'scratch' && (
            <button
              type="button"
              class="text-button"
              title="Back to the program as it was opened"
              onClick={program.revert}
            >
              Revert
            </button>
          )}
          <button
            type="button"
            class="text-button"
            title="Format (Shift Alt F)"
            onClick={() => void format()}
          >
            Format
          </button>
        </div>
      </div>
      <EditorHost />
      <Remarks />
    </section>
  );
}

export function EditorHost() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const editor = new Editor(host.current!, { run: startRun, format: () => void format() });
    if (matchMedia('(hover: hover)').matches && !program.origin.peek().kind.startsWith('snippet'))
      editor.focus();
    return () => editor.destroy();
  }, []);
  const isAway = loading.value || missing.value !== '';
  return (
    <div class="editor-frame">
      <div class="editor" ref={host} inert={isAway} />
      <p id="editor-hint" class="unseen">
        Press Escape, then Tab, to leave the editor.
      </p>
      {isAway && (
        <div class="editor-away" role="status" aria-label="Program status">
          {loading.value ? (
            <p>Opening the program…</p>
          ) : (
            <>
              <p>{missing.value}</p>
              {!place.value.embed && (
                <a class="button" href="/">
                  Start with a small program
                </a>
              )}
            </>
          )}
        </div>
      )}
    </div>
  );
}

function Remarks() {
  const undo = program.deleted.value;
  return (
    <div class="remarks" role="status" aria-label="Remarks">
      {undo && (
        <p>
          {undo.file.name} deleted.{' '}
          <button type="button" class="text-button" onClick={program.undoDelete}>
            Undo
          </button>
          <button type="button" class="text-button" onClick={() => (program.deleted.value = null)}>
            Dismiss
          </button>
        </p>
      )}
      {notice.value && <p>{notice.value}</p>}
    </div>
  );
}

type Naming = { readonly kind: 'add' } | { readonly kind: 'rename'; readonly name: string };

function FileTabs() {
  const naming = useSignal<Naming | null>(null);
  const tabs = useRef<HTMLDivElement>(null);
  const files = program.files.value;
  const open = program.openName.value;
  const move = (event: KeyboardEvent) => {
    const at = files.findIndex((file) => file.name === open);
    const last = files.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'F2') {
      event.preventDefault();
      naming.value = { kind: 'rename', name: open };
    } else if (event.key === 'Delete') {
      program.deleteFile(open);
    } else if (to !== undefined) {
      event.preventDefault();
      program.openName.value = files[to]!.name;
      requestAnimationFrame(() => tabs.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
    }
  };
  return (
    <div class="file-tabs">
      <div class="tabs" role="tablist" aria-label="Files" ref={tabs} onKeyDown={move}>
        {files.map((file) => {
          const errors = errorsIn(file.name);
          return (
            <button
              key={file.name}
              type="button"
              role="tab"
              class="tab"
              aria-selected={file.name === open}
              tabIndex={file.name === open ? 0 : -1}
              aria-description={errors > 0 ? counted(errors, 'error') : undefined}
              onClick={() => (program.openName.value = file.name)}
              onDblClick={() => (naming.value = { kind: 'rename', name: file.name })}
            >
              {file.name}
              {errors > 0 && <span class="tab-errors">{errors}</span>}
            </button>
          );
        })}
      </div>
      <span class="file-tools" hidden={place.value.embed}>
        <Menu
          name={`Actions for ${open}`}
          buttonTitle="Rename or delete this file"
          buttonClass="button icon-button small"
          button={<MoreIcon />}
          groups={[
            {
              title: '',
              items: [
                {
                  id: 'rename',
                  title: 'Rename…',
                  key: 'F2',
                  choose: () => (naming.value = { kind: 'rename', name: open }),
                },
                {
                  id: 'delete',
                  title: 'Delete',
                  key: 'Del',
                  isDisabled: files.length === 1,
                  choose: () => program.deleteFile(open),
                },
              ],
            },
          ]}
        />
        <button
          type="button"
          class="button icon-button small"
          aria-label="Add a file"
          title={
            files.length >= program.MAX_FILES
              ? `A program has at most ${program.MAX_FILES} files`
              : 'Add a file'
          }
          disabled={files.length >= program.MAX_FILES}
          onClick={() => (naming.value = { kind: 'add' })}
        >
          <PlusIcon />
        </button>
      </span>
      {naming.value && <NameForm naming={naming.value} close={() => (naming.value = null)} />}
    </div>
  );
}

function NameForm({ naming, close }: { naming: Naming; close: () => void }) {
  const renamed = naming.kind === 'rename' ? naming.name : undefined;
  const name = useSignal(renamed ?? '');
  const isTried = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<HTMLElement>(document.activeElement as HTMLElement);
  useDismiss(root, before, true, close);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(0, renamed ? renamed.length - '.java'.length : 0);
  }, []);
  const full = /\.java$/.test(name.value) ? name.value : `${name.value}.java`;
  const fault = program.nameFault(full, renamed);
  const submit = (event: Event) => {
    event.preventDefault();
    isTried.value = true;
    if (fault) return;
    close();
    if (renamed === undefined) program.addFile(full);
    else if (renamed !== full) program.renameFile(renamed, full);
    before.current?.focus();
  };
  return (
    <div
      ref={root}
      class="popover align-start"
      role="dialog"
      aria-label={renamed ? `Rename ${renamed}` : 'Add a file'}
    >
      <form class="name-form" onSubmit={submit}>
        <input
          ref={field}
          type="text"
          aria-label="File name"
          placeholder="Account.java"
          autocomplete="off"
          spellcheck={false}
          maxLength={80}
          value={name.value}
          aria-invalid={isTried.value && fault !== null}
          aria-describedby="name-fault"
          onInput={(event) => (name.value = event.currentTarget.value.trim())}
        />
        <button class="button">{renamed ? 'Rename' : 'Add'}</button>
        <p id="name-fault" class="fault" role={isTried.value ? 'alert' : undefined}>
          {isTried.value && fault}
        </p>
      </form>
    </div>
  );
}
