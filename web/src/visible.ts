/**
 * Text from programs, made honest: what would move the cursor, hide, or reorder its neighbours is shown as a
 * visible sign instead. The result goes into text nodes, never into HTML.
 */

export interface Piece {
  readonly text: string;
  /** The sign stands for a character that has no shape of its own; this is its name. */
  readonly control?: string;
}

const NEEDS_SIGN =
  // C0 without tab and line feed, DEL and C1, Arabic letter mark, zero width space, bidi marks and
  // embeddings, line and paragraph separators, word joiner and bidi isolates, byte order mark, lone surrogates.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The control characters' own abbreviations, from 0: pictures of them are missing from many fonts. */
const ASCII_CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

const NAMES: Readonly<Record<number, string>> = {
  0x00: 'null',
  0x07: 'bell',
  0x08: 'backspace',
  0x0c: 'form feed',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x7f: 'delete',
  0x200b: 'zero width space',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0xfeff: 'byte order mark',
};

/** Splits text into plain pieces and signs for its invisible characters. */
export function visible(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(NEEDS_SIGN)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push(sign(match[0].charCodeAt(0)));
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** The same as one string, where there is no room for more than text. */
export function visibleText(text: string): string {
  return visible(text)
    .map((piece) => piece.text)
    .join('');
}

function sign(code: number): Piece {
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = NAMES[code];
  const control = name ? `${point}, ${name}` : point;
  if (code < 0x20) return { text: `[${ASCII_CONTROLS[code]}]`, control };
  if (code === 0x7f) return { text: '[DEL]', control };
  if (code >= 0xd800 && code <= 0xdfff) return { text: '\ufffd', control };
  return { text: `[${point}]`, control };
}
