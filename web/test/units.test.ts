import { expect, test } from 'vitest';
import { counted, duration, ordinal, stamp } from '../src/units';

test.each([
  [0, '0 s'],
  [850, '850 ns'],
  [1_520, '1.52 µs'],
  [38_000_000, '38 ms'],
  [4_500_000_000, '4.5 s'],
  [123_456_000_000, '2 min 3 s'],
  [52 * 60e9, '52 min'],
  [3_600e9, '1 h'],
  [3_840e9, '1 h 4 min'],
])('%i ns is %s', (nanos, text) => expect(duration(nanos)).toBe(text));

test('a stamp tells nanoseconds apart, hours into a run', () => {
  expect(stamp(3_000_001_520)).toBe('3.000 001 520');
  expect(stamp(7_200_000_000_001)).toBe('7200.000 000 001');
});

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [21, '21st'],
  [112, '112th'],
])('%i is %s', (n, text) => expect(ordinal(n)).toBe(text));

test('one goroutine, many goroutines', () => {
  expect([counted(1, 'goroutine'), counted(1200, 'goroutine')]).toEqual(['1 goroutine', '1,200 goroutines']);
});
