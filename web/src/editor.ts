/** The editor: CodeMirror over the program's files, one state (with its own undo history) each. */
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic as Squiggle } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import {
  Annotation,
  EditorSelection,
  EditorState,
  Prec,
  StateEffect,
  StateField,
  Text,
  type Transaction,
} from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  WidgetType,
  type DecorationSet,
} from '@codemirror/view';
import { effect } from '@preact/signals';
import * as api from './api';
import { diagnostics } from './check';
import { java } from './language';
import * as program from './program';
import type { Diagnostic } from './protocol';
import { marks, shown, type Mark } from './spot';

export interface EditorKeys {
  run(): void;
  format(): void;
}

/** The change comes from the program, not from the keyboard. */
const fromProgram = Annotation.define<true>();
const setMarks = StateEffect.define<readonly Mark[]>();

export class Editor {
  private readonly view: EditorView;
  private readonly states = new Map<string, EditorState>();
  private name: string;
  private readonly stopEffects: (() => void)[];

  constructor(
    parent: HTMLElement,
    private readonly keys: EditorKeys,
  ) {
    this.name = program.openName.peek();
    this.view = new EditorView({ parent, state: this.stateOf(this.name) });
    this.stopEffects = [
      effect(() => this.follow(program.openName.value, program.generation.value)),
      effect(() => this.squiggle(diagnostics.value, program.openName.value)),
      effect(() => this.mark(marks.value, program.openName.value)),
      effect(() => {
        const spot = shown.value;
        if (spot) this.reveal(spot.line);
      }),
    ];
  }

  focus(): void {
    this.view.focus();
  }

  destroy(): void {
    for (const stop of this.stopEffects) stop();
    this.view.destroy();
  }

  /** Shows the file named, and the program's text where it was replaced. */
  private follow(name: string, generation: number): void {
    const files = program.files.peek();
    if (this.generation !== generation) {
      this.generation = generation;
      this.states.set(this.name, this.view.state);
      for (const file of files) {
        const state = this.states.get(file.name);
        if (state && state.doc.toString() !== file.source)
          this.states.set(file.name, replaced(state, file.source));
      }
      this.forget(files.map((file) => file.name));
      this.name = name;
      this.view.setState(this.stateOf(name));
    } else if (this.name !== name) {
      // A renamed file keeps its undo history under the new name.
      const renamed = !files.some((file) => file.name === this.name) && !this.states.has(name);
      const state = this.view.state;
      this.states.set(this.name, state);
      if (renamed && state.doc.toString() === sourceOf(name)) this.states.set(name, this.named(state, name));
      this.forget(files.map((file) => file.name));
      this.name = name;
      this.view.setState(this.stateOf(name));
    }
  }

  private generation = program.generation.peek();

  private forget(kept: readonly string[]): void {
    for (const name of this.states.keys()) if (!kept.includes(name)) this.states.delete(name);
  }

  private squiggle(all: readonly Diagnostic[], name: string): void {
    const { doc } = this.view.state;
    const here = all.filter((d) => d.file === name).map((d) => squiggle(doc, d));
    this.view.dispatch(setDiagnostics(this.view.state, here));
  }

  private mark(all: readonly Mark[], name: string): void {
    this.view.dispatch({ effects: setMarks.of(all.filter((mark) => mark.file === name)) });
  }

  private reveal(number: number): void {
    const { doc } = this.view.state;
    const line = doc.line(Math.min(Math.max(1, number), doc.lines));
    this.view.dispatch({
      selection: EditorSelection.range(line.from, line.to),
      effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
    });
    // On a narrow screen the editor has only just come into view.
    requestAnimationFrame(() => {
      this.view.requestMeasure();
      this.view.focus();
    });
  }

  private stateOf(name: string): EditorState {
    let state = this.states.get(name);
    if (!state) {
      state = EditorState.create({ doc: sourceOf(name), extensions: this.extensions(name) });
      this.states.set(name, state);
    }
    return state;
  }

  /** The same text and history under another name. */
  private named(state: EditorState, name: string): EditorState {
    return state.update({ effects: StateEffect.reconfigure.of(this.extensions(name)) }).state;
  }

  private extensions(name: string) {
    return [
      Prec.highest(
        keymap.of([
          { key: 'Mod-Enter', run: () => this.command(this.keys.run), preventDefault: true },
          { key: 'Shift-Enter', run: () => this.command(this.keys.run), preventDefault: true },
          { key: 'Shift-Alt-f', run: () => this.command(this.keys.format), preventDefault: true },
          { key: 'Tab', run: acceptCompletion },
        ]),
      ),
      lineNumbers(),
      lintGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      dropCursor(),
      indentOnInput(),
      indentUnit.of(indentOf(sourceOf(name))),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches(),
      search({ top: true }),
      java(),
      autocompletion({ override: [complete], icons: false }),
      markField,
      EditorView.contentAttributes.of({
        'aria-label': `Editor, ${name}`,
        'aria-describedby': 'editor-hint',
        tabindex: '0',
      }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        if (update.transactions.some((t) => t.annotation(fromProgram))) return;
        program.edit(name, update.state.doc.toString());
      }),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...lintKeymap,
        ...searchKeymap,
        ...historyKeymap,
        indentWithTab,
        ...defaultKeymap,
      ]),
    ];
  }

  private command(action: () => void): true {
    action();
    return true;
  }
}

function sourceOf(name: string): string {
  return program.files.peek().find((file) => file.name === name)?.source ?? '';
}

/** Only what differs is replaced, so that the cursor stays where it was. */
function replaced(state: EditorState, source: string): EditorState {
  const before = state.doc.toString();
  let from = 0;
  while (from < before.length && from < source.length && before[from] === source[from]) from++;
  let end = 0;
  while (
    end < before.length - from &&
    end < source.length - from &&
    before[before.length - 1 - end] === source[source.length - 1 - end]
  ) {
    end++;
  }
  const changes = { from, to: before.length - end, insert: source.slice(from, source.length - end) };
  return state.update({ changes, annotations: fromProgram.of(true) }).state;
}

/** The file's own indentation: its first indented line's, and four columns without one. */
function indentOf(source: string): string {
  const first = /^(?: {2,8}|\t)(?=\S)/m.exec(source)?.[0];
  return first ?? '    ';
}

function squiggle(doc: Text, d: Diagnostic): Squiggle {
  const from = offset(doc, d.line, d.column);
  const end = offset(doc, d.endLine, d.endColumn);
  const line = doc.lineAt(from);
  // A place without width, as a missing semicolon's, is widened to one character that can be seen.
  const to = end > from ? end : Math.min(from + 1, line.to);
  return {
    from: to > from ? from : Math.max(line.from, from - 1),
    to,
    severity: d.severity,
    message: d.message,
  };
}

function offset(doc: Text, line: number, column: number): number {
  if (line > doc.lines) return doc.length;
  const { from, to } = doc.line(line);
  return Math.min(from + column - 1, to);
}

const QUIET_COMPLETION_MILLIS = 120;
let completes = true;

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w$]+|\./);
  if (!completes || (!context.explicit && !word)) return null;
  const stale = new AbortController();
  context.addEventListener('abort', () => stale.abort());
  await new Promise((done) => setTimeout(done, context.explicit ? 0 : QUIET_COMPLETION_MILLIS));
  if (context.aborted) return null;
  try {
    const { anchor, items } = await api.complete(
      program.files.peek(),
      program.openName.peek(),
      context.pos,
      stale.signal,
    );
    if (context.aborted || items.length === 0 || anchor > context.pos) return null;
    return {
      from: anchor,
      options: items.map((item, i) => ({ label: item.label, detail: item.detail, boost: -Math.min(i, 99) })),
      validFor: /^[\w$]*$/,
    };
  } catch (failure) {
    // Squiggles and Run do without it; a server that has no completion is not asked again.
    if (failure instanceof api.ApiError && [404, 405].includes(failure.problem.status)) completes = false;
    return null;
  }
}

class MarkLabel extends WidgetType {
  constructor(private readonly mark: Mark) {
    super();
  }

  override eq(other: MarkLabel): boolean {
    return this.mark.label === other.mark.label && this.mark.tone === other.mark.tone;
  }

  override toDOM(): HTMLElement {
    const label = document.createElement('span');
    label.className = `mark-label mark-${this.mark.tone}`;
    label.textContent = `◀ ${this.mark.label}`;
    return label;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) return decorate(transaction.state.doc, effect.value);
    }
    if (!transaction.docChanged) return decorations;
    return untouched(decorations, transaction).map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** A line that is edited is no longer the one that was reported. */
function untouched(decorations: DecorationSet, { changes, startState }: Transaction): DecorationSet {
  const edited: { from: number; to: number }[] = [];
  changes.iterChangedRanges((from, to) => edited.push({ from, to }));
  return decorations.update({
    filter: (at) => {
      const line = startState.doc.lineAt(at);
      return !edited.some(({ from, to }) => from <= line.to && to >= line.from);
    },
  });
}

function decorate(doc: Text, marks: readonly Mark[]): DecorationSet {
  const ranges = marks
    .filter((mark) => mark.line <= doc.lines)
    .flatMap((mark) => {
      const line = doc.line(mark.line);
      return [
        Decoration.line({ class: `mark-line mark-${mark.tone}` }).range(line.from),
        Decoration.widget({ widget: new MarkLabel(mark), side: 1 }).range(line.to),
      ];
    });
  return Decoration.set(ranges, true);
}
