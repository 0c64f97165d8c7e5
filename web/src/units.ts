/** Numbers as people read them. */

/** A duration in its natural unit: `0 s`, `850 ns`, `1.2 µs`, `38 ms`, `3 s`, `1 h 4 min`. */
export function duration(nanos: number): string {
  if (nanos <= 0) return '0 s';
  if (nanos < 1e3) return `${nanos} ns`;
  if (nanos < 1e6) return `${short(nanos / 1e3)} µs`;
  if (nanos < 1e9) return `${short(nanos / 1e6)} ms`;
  if (nanos < 60e9) return `${short(nanos / 1e9)} s`;
  const minutes = Math.floor(nanos / 60e9);
  return minutes < 60
    ? parts(minutes, 'min', Math.floor(nanos / 1e9) % 60, 's')
    : parts(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** A point in time for a column, exact to the nanosecond: `3.000 001 520`. */
export function stamp(nanos: number): string {
  const seconds = Math.floor(nanos / 1e9);
  const rest = String(Math.floor(nanos % 1e9)).padStart(9, '0');
  return `${seconds}.${rest.slice(0, 3)} ${rest.slice(3, 6)} ${rest.slice(6)}`;
}

export function grouped(n: number): string {
  return n.toLocaleString('en-US');
}

/** `1 goroutine`, `1,200 goroutines`. */
export function counted(n: number, noun: string): string {
  return `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`;
}

export function ordinal(n: number): string {
  const rest = n % 100;
  const suffix = rest >= 11 && rest <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${suffix}`;
}

function parts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function short(n: number): string {
  if (n >= 100) return String(Math.round(n));
  return String(Number(n.toFixed(n >= 10 ? 1 : 2)));
}
