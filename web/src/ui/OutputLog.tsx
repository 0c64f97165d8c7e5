/**
 * Paints the output's rows straight into the page. Only what is new is touched, once a frame, and the page
 * never holds more rows than the buffer's head and tail.
 */
import { effect, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { HEAD_ROWS, type OutputBuffer, type Row } from '../output';
import { output, outputVersion } from '../run';
import { grouped, stamp } from '../units';
import { visible } from '../visible';

export function OutputLog({ showTimes }: { showTimes: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const isEmpty = useSignal(true);
  useEffect(() => {
    let painter: Painter | null = null;
    return effect(() => {
      void outputVersion.value;
      const buffer = output.value;
      if (painter?.buffer !== buffer) painter = new Painter(host.current!, buffer);
      painter.paint();
      isEmpty.value = buffer.isEmpty;
    });
  }, []);
  return (
    <div
      ref={host}
      class="log"
      role="group"
      aria-label="Program output"
      data-times={showTimes}
      hidden={isEmpty.value}
    />
  );
}

class Painter {
  private readonly head = document.createElement('div');
  private readonly gap = document.createElement('p');
  private readonly tail = document.createElement('div');
  private headRows = 0;
  private tailFrom = 0;
  private tailTo = 0;
  private cut: Row | null = null;
  private last: { row: Row; length: number; element: HTMLElement } | null = null;

  constructor(
    host: HTMLElement,
    readonly buffer: OutputBuffer,
  ) {
    this.gap.className = 'log-gap';
    this.gap.hidden = true;
    host.replaceChildren(this.head, this.gap, this.tail);
  }

  paint(): void {
    const { buffer } = this;
    buffer.trim();
    // The last row painted may have grown since.
    if (this.last && this.last.length !== this.last.row.length + this.last.row.cut) this.fill(this.last);
    if (buffer.cutRow !== this.cut) this.mark(buffer.cutRow);
    const fresh = buffer.head.slice(this.headRows);
    if (fresh.length > 0) {
      this.head.append(...fresh.map((row) => this.element(row)));
      this.headRows = buffer.head.length;
    }
    const first = buffer.tail[0];
    if (!first) return;
    while (this.tailFrom < first.index && this.tail.firstChild) {
      this.tail.firstChild.remove();
      this.tailFrom++;
    }
    this.tailFrom = first.index;
    const from = Math.max(0, Math.max(this.tailTo, HEAD_ROWS) - first.index);
    const more = buffer.tail.slice(from);
    if (more.length > 0) this.tail.append(...more.map((row) => this.element(row)));
    this.tailTo = buffer.rows;
    const { elided } = buffer;
    this.gap.hidden = elided === 0;
    if (elided > 0) this.gap.textContent = `${grouped(elided)} lines are not drawn; Copy gets them all`;
  }

  /** Draws a row once more, in which something was left out. */
  private mark(row: Row | null): void {
    this.cut = row;
    if (!row) return;
    const drawn =
      row.index < this.headRows
        ? this.head.children[row.index]
        : this.tail.children[row.index - this.tailFrom];
    if (drawn instanceof HTMLElement) this.fill({ row, length: 0, element: drawn });
  }

  private element(row: Row): HTMLElement {
    const element = document.createElement('div');
    element.className = 'row';
    element.dataset['at'] = stamp(row.at);
    element.dataset['who'] = `G${row.goroutine}`;
    this.last = { row, length: 0, element };
    this.fill(this.last);
    return element;
  }

  private fill(last: { row: Row; length: number; element: HTMLElement }): void {
    const { row, element } = last;
    last.length = row.length + row.cut;
    const nodes: (Node | string)[] = [];
    for (const segment of row.segments) {
      if (segment.stream === 'cut') {
        nodes.push(control(' … left out … ', 'the program printed more than is kept'));
        continue;
      }
      const isError = segment.stream === 'stderr';
      if (isError) element.dataset['stream'] = 'stderr';
      const parent = isError ? document.createElement('span') : null;
      if (parent) {
        parent.className = 'stderr';
        nodes.push(parent);
      }
      for (const piece of visible(segment.text)) {
        const node = piece.control ? control(piece.text, piece.control) : piece.text;
        if (parent) parent.append(node);
        else nodes.push(node);
      }
    }
    if (row.cut > 0)
      nodes.push(control(` … ${grouped(row.cut)} more characters`, 'not drawn; Copy gets them'));
    nodes.push('\n');
    element.replaceChildren(...nodes);
  }
}

function control(text: string, title: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'control';
  element.textContent = text;
  element.title = title;
  return element;
}
