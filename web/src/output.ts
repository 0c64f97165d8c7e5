/**
 * What a program printed, kept as rows for the screen and as text for copying.
 *
 * A flood must never freeze the page: only the first and the last rows are kept as rows, and a row keeps only
 * its first characters. What was left out is counted; the text keeps everything that the server sent.
 */

/** Rows kept from the beginning. */
export const HEAD_ROWS = 1_000;
/** Rows kept from the end, once the head is full. */
export const TAIL_ROWS = 1_000;
/** Characters of one row that are drawn. */
export const ROW_CHARS = 4_096;

const encoder = new TextEncoder();

export interface Segment {
  /** `cut`: what the program printed here the server did not keep. */
  readonly stream: 'stdout' | 'stderr' | 'cut';
  text: string;
}

export interface Row {
  /** Its number among all rows of the run, from 0. */
  readonly index: number;
  /** When its first character was written: nanoseconds since the program began. */
  readonly at: number;
  /** Who wrote its first character. */
  readonly goroutine: number;
  readonly segments: Segment[];
  length: number;
  /** Characters beyond {@link ROW_CHARS}. */
  cut: number;
}

export interface Chunk {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly at: number;
  readonly goroutine: number;
}

export class OutputBuffer {
  readonly head: Row[] = [];
  /** The last rows; their indices are consecutive and end with {@link rows} − 1. */
  tail: Row[] = [];
  /** Rows begun, drawn or not. */
  rows = 0;
  /** The row in which the server left something out, where that is known. */
  cutRow: Row | null = null;
  private readonly texts: string[] = [];
  private open: Row | null = null;

  get isEmpty(): boolean {
    return this.rows === 0;
  }

  /** Rows between head and tail that are no longer kept. */
  get elided(): number {
    return this.rows - this.head.length - this.tail.length;
  }

  append(chunk: Chunk): void {
    this.texts.push(chunk.text);
    let from = 0;
    while (from < chunk.text.length) {
      const newline = chunk.text.indexOf('\n', from);
      const to = newline === -1 ? chunk.text.length : newline;
      const row = (this.open ??= this.begin(chunk));
      if (to > from) write(row, chunk.stream, chunk.text.slice(from, to));
      if (newline !== -1) this.open = null;
      from = to + 1;
    }
    // Trimmed in strides: shifting an array for each row would cost more than the row.
    if (this.tail.length > TAIL_ROWS * 2) this.trim();
  }

  /** Drops what no longer belongs to the tail. Call before reading {@link tail}. */
  trim(): void {
    if (this.tail.length > TAIL_ROWS) this.tail = this.tail.slice(-TAIL_ROWS);
  }

  /** Everything, as the program wrote it, both streams in their order. */
  text(): string {
    return this.texts.join('');
  }

  /** The server kept so many bytes from the beginning, and what comes after them is from the end. */
  cutAfter(bytes: number): void {
    let kept = 0;
    let length = 0;
    for (const text of this.texts) {
      const size = encoder.encode(text).length;
      if (kept + size > bytes) break;
      kept += size;
      length += text.length;
    }
    const before = this.text().slice(0, length);
    const index = before.split('\n').length - 1;
    const row = [...this.head, ...this.tail].find((each) => each.index === index);
    if (!row) return;
    let room = length - before.lastIndexOf('\n') - 1;
    const segments = row.segments.splice(0);
    for (const { stream, text } of segments) {
      if (this.cutRow !== row && room <= text.length) {
        row.segments.push({ stream, text: text.slice(0, room) }, { stream: 'cut', text: '' });
        row.segments.push({ stream, text: text.slice(room) });
        this.cutRow = row;
      } else {
        row.segments.push({ stream, text });
        room -= text.length;
      }
    }
  }

  private begin(chunk: Chunk): Row {
    const row: Row = {
      index: this.rows++,
      at: chunk.at,
      goroutine: chunk.goroutine,
      segments: [],
      length: 0,
      cut: 0,
    };
    (this.head.length < HEAD_ROWS ? this.head : this.tail).push(row);
    return row;
  }
}

function write(row: Row, stream: Chunk['stream'], text: string): void {
  const room = ROW_CHARS - row.length;
  const kept = text.length <= room ? text : text.slice(0, Math.max(0, room));
  row.cut += text.length - kept.length;
  row.length += kept.length;
  const last = row.segments.at(-1);
  if (last?.stream === stream) last.text += kept;
  else row.segments.push({ stream, text: kept });
}
