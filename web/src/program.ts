/**
 * The program in the editor: its files, which of them is open, and where it came from. The editor owns the
 * text while it is typed and writes it here on each change; everything else reads it from here.
 */
import { batch, computed, signal } from '@preact/signals';
import { dropDraft, loadDraft, saveDraft } from './drafts';
import { HELLO } from './hello';
import type { Origin } from './place';
import type { SourceFile } from './protocol';

export const MAX_FILES = 20;
export const FILE_NAME = /^[A-Za-z_$][\w$]*\.java$/;

const DRAFT_DELAY_MILLIS = 250;

export const files = signal<readonly SourceFile[]>(HELLO);
export const openName = signal<string>('main.java');
export const origin = signal<Origin>({ kind: 'scratch' });
/** What the program was before it was edited here; null while that is not known. */
export const original = signal<readonly SourceFile[] | null>(HELLO);
/** Rises when the files were replaced from outside the editor, which then takes their text afresh. */
export const generation = signal(0);
export const deleted = signal<{ readonly file: SourceFile; readonly index: number } | null>(null);

export const isEdited = computed(() => original.value !== null && !sameFiles(files.value, original.value));
export const readsInput = computed(() =>
  files.value.some((file) => /\breadln\b|\bSystem\.in\b/.test(file.source)),
);

/** Shows what `from` holds: the draft left there, or else the program itself. */
export function openProgram(from: Origin, program: readonly SourceFile[]): void {
  const draft = loadDraft(from);
  batch(() => {
    flushDraft();
    origin.value = from;
    original.value = program;
    replace(draft ?? program);
  });
}

/** The program is now what a snippet holds: nothing in it is a draft any more. */
export function becomeSnippet(id: string): void {
  batch(() => {
    flushDraft();
    origin.value = { kind: 'snippet', id };
    original.value = files.value;
    dropDraft(origin.value);
  });
}

export function revert(): void {
  if (original.value) replace(original.value);
  scheduleDraft();
}

/** The editor's text of a file. */
export function edit(name: string, source: string): void {
  files.value = files.value.map((file) => (file.name === name ? { name, source } : file));
  scheduleDraft();
}

/** New text for files that keep their names, as a formatter gives it. */
export function rewrite(changed: readonly SourceFile[]): void {
  const byName = new Map(changed.map((file) => [file.name, file]));
  batch(() => {
    files.value = files.value.map((file) => byName.get(file.name) ?? file);
    generation.value += 1;
  });
  scheduleDraft();
}

/** Why a file can't have this name, or null when it can. */
export function nameFault(name: string, renamed?: string): string | null {
  if (!FILE_NAME.test(name)) return 'A name like Account.java: letters, digits, _ and $, ending in .java';
  if (name !== renamed && files.value.some((file) => file.name === name)) return `${name} exists already`;
  if (renamed === undefined && files.value.length >= MAX_FILES)
    return `A program has at most ${MAX_FILES} files`;
  return null;
}

export function addFile(name: string): void {
  batch(() => {
    files.value = [...files.value, { name, source: '' }];
    openName.value = name;
  });
  scheduleDraft();
}

export function renameFile(from: string, to: string): void {
  batch(() => {
    files.value = files.value.map((file) => (file.name === from ? { ...file, name: to } : file));
    if (openName.value === from) openName.value = to;
  });
  scheduleDraft();
}

/** Removes a file; never the last one. */
export function deleteFile(name: string): void {
  const index = files.value.findIndex((file) => file.name === name);
  const file = files.value[index];
  if (!file || files.value.length === 1) return;
  batch(() => {
    files.value = files.value.filter((other) => other !== file);
    if (openName.value === name) openName.value = (files.value[index] ?? files.value[index - 1] ?? file).name;
    deleted.value = { file, index };
  });
  scheduleDraft();
}

export function undoDelete(): void {
  const undo = deleted.value;
  if (!undo || files.value.some((file) => file.name === undo.file.name)) return;
  batch(() => {
    files.value = files.value.toSpliced(undo.index, 0, undo.file);
    openName.value = undo.file.name;
    deleted.value = null;
  });
  scheduleDraft();
}

export function sameFiles(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return (
    a.length === b.length && a.every((file, i) => file.name === b[i]?.name && file.source === b[i].source)
  );
}

let draftTimer: ReturnType<typeof setTimeout> | undefined;

function scheduleDraft(): void {
  clearTimeout(draftTimer);
  draftTimer = setTimeout(flushDraft, DRAFT_DELAY_MILLIS);
}

/** Writes the draft now, if one is due. */
export function flushDraft(): void {
  if (draftTimer === undefined) return;
  clearTimeout(draftTimer);
  draftTimer = undefined;
  if (isEdited.value || original.value === null) saveDraft(origin.value, files.value);
  else dropDraft(origin.value);
}

function replace(program: readonly SourceFile[]): void {
  files.value = program.length > 0 ? program : HELLO;
  openName.value = (files.value.find((file) => file.name === 'main.java') ?? files.value[0])?.name ?? '';
  deleted.value = null;
  generation.value += 1;
}
