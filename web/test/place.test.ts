import { describe, expect, test } from 'vitest';
import { parsePlace, snippetPath } from '../src/place';
import { drawSeed, MAX_SEED, parseSeed } from '../src/seed';

describe('parsePlace', () => {
  test('the bare address is the scratch program', () => {
    expect(parsePlace('/', '')).toMatchObject({ origin: { kind: 'scratch' }, embed: false, seed: null });
  });

  test('a link gives the snippet and its run', () => {
    expect(parsePlace('/p/aB3-_x', '?seed=42&procs=2&v=0.1.0&stdin=a%0Ab')).toMatchObject({
      origin: { kind: 'snippet', id: 'aB3-_x' },
      embed: false,
      seed: 42,
      procs: 2,
      engine: '0.1.0',
      stdin: 'a\nb',
    });
  });

  test('an embed is known by its path', () => {
    expect(parsePlace('/p/abc/embed', '').embed).toBe(true);
  });

  test.each(['?procs=0', '?procs=9', '?procs=two', '?seed=-1', '?seed=1e3', '?seed=9007199254740992'])(
    '%s is as if it were absent',
    (search) => {
      expect(parsePlace('/', search)).toMatchObject({ seed: null, procs: null });
    },
  );

  test('what a link is made of comes back from it', () => {
    const replay = { seed: 7, schedule: null, procs: 3, stdin: 'x & y\n', engine: '0.1.0' };
    const [path = '', search = ''] = snippetPath('abc', replay).split('?');
    expect(parsePlace(path, `?${search}`)).toMatchObject({
      seed: 7,
      procs: 3,
      stdin: 'x & y\n',
      schedule: null,
    });
  });

  test('a schedule takes the seed’s place', () => {
    const link = snippetPath('abc', { seed: 7, schedule: 'v1:0213', procs: 4, stdin: '', engine: '' });
    expect(link).toBe('/p/abc?schedule=v1%3A0213&procs=4');
  });
});

describe('seeds', () => {
  test.each([
    ['0', 0],
    [' 42 ', 42],
    [String(MAX_SEED), MAX_SEED],
  ])('%j is the seed %d', (text, seed) => {
    expect(parseSeed(text)).toBe(seed);
  });

  test.each(['', '-1', '1.5', '0x10', 'abc', '9007199254740992', '99999999999999999999'])(
    '%j is none',
    (text) => {
      expect(parseSeed(text)).toBeNull();
    },
  );

  test('a drawn seed is neither 0 nor the previous one', () => {
    expect(drawSeed(null, () => 0)).toBe(1);
    expect(drawSeed(1, () => 0)).toBe(2);
    expect(drawSeed(999_999, () => 0.9999999999)).not.toBe(999_999);
  });
});
