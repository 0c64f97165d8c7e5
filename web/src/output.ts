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

export interface Segment {
  readonly stream: 'stdout' | 'stderr';
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
