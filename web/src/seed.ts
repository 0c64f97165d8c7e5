/** The seed fixes a run: 0 is Go's own order, any other number one of its many others. */

export const MAX_SEED = Number.MAX_SAFE_INTEGER;
/** Drawn seeds stay short enough to be read out; any up to {@link MAX_SEED} can be typed. */
const DRAWN_SEEDS = 1_000_000;

/** The seed in a text, or null when it is none. */
export function parseSeed(text: string): number | null {
  const digits = text.trim();
  if (!/^\d{1,16}$/.test(digits)) return null;
  const seed = Number(digits);
  return seed <= MAX_SEED ? seed : null;
}

/** A seed other than 0 and other than `previous`. */
export function drawSeed(previous: number | null, random: () => number = Math.random): number {
  const seed = 1 + Math.floor(random() * (DRAWN_SEEDS - 1));
  return seed === previous ? (seed % (DRAWN_SEEDS - 1)) + 1 : seed;
}
