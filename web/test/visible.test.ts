import { expect, test } from 'vitest';
import { visible, visibleText } from '../src/visible';

test('plain text, tabs, accents and emoji stay as they are', () => {
  const text = 'naïve\tzażółć 日本 👩‍🚀 🇵🇱';
  expect(visible(text)).toEqual([{ text }]);
});

test.each([
  ['\u001b[31mred', '[ESC][31mred'],
  ['a\u0000b', 'a[NUL]b'],
  ['a\rb', 'a[CR]b'],
  ['\u007f', '[DEL]'],
  ['\u009b1m', '[U+009B]1m'],
  ['\u202egnp.exe', '[U+202E]gnp.exe'],
  ['a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
  ['zero\u200bwidth', 'zero[U+200B]width'],
  ['\ufeff', '[U+FEFF]'],
  ['\ud83d', '\ufffd'],
  ['\ude80', '\ufffd'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('a sign carries the name of what it stands for', () => {
  expect(visible('\u202e')[0]?.control).toBe('U+202E, right-to-left override');
});
