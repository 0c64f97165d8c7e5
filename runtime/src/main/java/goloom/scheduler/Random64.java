package goloom.scheduler;

/**
 * SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). Not
 * thread-safe.
 */
final class Random64 {
  private long state;

  Random64(long seed) {
    state = seed;
  }

  long nextLong() {
    long z = state += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * 0 to {@code n} − 1, by Lemire's multiplication; its bias of at most n / 2^32 is of no matter
   * here.
   */
  int nextInt(int n) {
    return (int) (((nextLong() >>> 32) * n) >>> 32);
  }
}
