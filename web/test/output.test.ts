import { describe, expect, test } from 'vitest';
import { HEAD_ROWS, OutputBuffer, ROW_CHARS, TAIL_ROWS } from '../src/output';

const chunk = (text: string, stream: 'stdout' | 'stderr' = 'stdout', at = 0, goroutine = 1) => ({
  stream,
  text,
  at,
  goroutine,
});
const shown = (buffer: OutputBuffer) =>
  [...buffer.head, ...buffer.tail].map((row) => row.segments.map((s) => s.text).join(''));

describe('OutputBuffer', () => {
  test('a line that arrives in parts is one row', () => {
    const buffer = new OutputBuffer();
    buffer.append(chunk('hel', 'stdout', 5, 2));
    buffer.append(chunk('lo\nwor', 'stdout', 9, 3));
    buffer.append(chunk('ld'));
    expect(shown(buffer)).toEqual(['hello', 'world']);
    expect(buffer.head[0]).toMatchObject({ at: 5, goroutine: 2 });
    expect(buffer.head[1]).toMatchObject({ at: 9, goroutine: 3 });
  });

  test('both streams on one line stay in their order, apart', () => {
    const buffer = new OutputBuffer();
    buffer.append(chunk('a'));
    buffer.append(chunk('b', 'stderr'));
    buffer.append(chunk('c\n'));
    expect(buffer.head[0]?.segments).toEqual([
      { stream: 'stdout', text: 'a' },
      { stream: 'stderr', text: 'b' },
      { stream: 'stdout', text: 'c' },
    ]);
  });

  test('empty lines are rows, a final newline begins none', () => {
    const buffer = new OutputBuffer();
    buffer.append(chunk('\n\nx\n'));
    expect(shown(buffer)).toEqual(['', '', 'x']);
  });

  test('where the server left something out is marked, in the midst of a row', () => {
    const buffer = new OutputBuffer();
    for (const text of ['one\n', 'tw', 'ty\n', 'last\n']) buffer.append(chunk(text));
    buffer.cutAfter(6);
    expect(buffer.cutRow?.segments).toEqual([
      { stream: 'stdout', text: 'tw' },
      { stream: 'cut', text: '' },
      { stream: 'stdout', text: 'ty' },
    ]);
    expect(shown(buffer)).toEqual(['one', 'twty', 'last']);
  });

  test('a cut between characters of several bytes is found all the same', () => {
    const buffer = new OutputBuffer();
    for (const text of ['a€', '€', 'bcd\n']) buffer.append(chunk(text));
    buffer.cutAfter(9); // seven bytes were kept: a third € did not fit
    expect(buffer.cutRow?.segments.map((s) => s.text)).toEqual(['a€€', '', 'bcd']);
  });

  test('of a flood the head and the tail are kept, the rest counted, the text whole', () => {
    const buffer = new OutputBuffer();
    const total = 100_000;
    let all = '';
    for (let i = 0; i < total; i += 1000) {
      const text = Array.from({ length: 1000 }, (_, j) => `${i + j}\n`).join('');
      all += text;
      buffer.append(chunk(text));
    }
    buffer.trim();
    expect(buffer.head).toHaveLength(HEAD_ROWS);
    expect(buffer.tail).toHaveLength(TAIL_ROWS);
    expect(buffer.elided).toBe(total - HEAD_ROWS - TAIL_ROWS);
    expect(buffer.tail.at(-1)?.segments[0]?.text).toBe(String(total - 1));
    expect(buffer.tail.map((row) => row.index)).toEqual(
      Array.from({ length: TAIL_ROWS }, (_, i) => total - TAIL_ROWS + i),
    );
    expect(buffer.text()).toBe(all);
  });

  test('of an endless line the beginning is drawn and the rest counted', () => {
    const buffer = new OutputBuffer();
    for (let i = 0; i < 10; i++) buffer.append(chunk('x'.repeat(1000)));
    const row = buffer.head[0]!;
    expect(row.length).toBe(ROW_CHARS);
    expect(row.cut).toBe(10_000 - ROW_CHARS);
  });
});
