package goloom.explore;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws executions at random, where there are too many to look at: by turns a random walk, which
 * decides anew at each step, and one by priorities, in which the thread with the highest goes on
 * but for a few steps at which it falls behind all (Burckhardt and others: A Randomized Scheduler
 * with Probabilistic Guarantees of Finding Bugs, ASPLOS 2010). Always the same numbers.
 */
final class Sampler {
  private static final long SEED = 0x60_1004;

  /** At so many steps of an execution by priorities the first thread falls behind. */
  private static final int CHANGES = 3;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int[] changes = new int[CHANGES];
  private long[] priorities = new long[8];
  private long lowest;
  private int drawn;
  private int length = 20;
  private int steps;
  private double magnitude;
  private double largest;

  /** An execution begins. */
  void begin() {
    length = Math.max(length, steps);
    largest = Math.max(largest, magnitude);
    steps = 0;
    magnitude = 0;
    lowest = 0;
    drawn++;
    Arrays.fill(priorities, 0);
    for (int i = 0; i < CHANGES; i++) {
      changes[i] = random.nextInt(length);
    }
  }

  /** Executions drawn. */
  int drawn() {
    return drawn;
  }

  /** The power of ten of the number of ways to interleave, about. */
  long magnitude() {
    return Math.round(Math.max(largest, magnitude));
  }

  /** Who goes on: one of {@code able}; {@code threads} knows their numbers in all executions. */
  int next(int[] able, int count, Threads threads) {
    magnitude += Math.log10(count);
    int step = steps++;
    if (drawn % 2 == 0) {
      return able[random.nextInt(count)];
    }
    int first = first(able, count, threads);
    for (int change : changes) {
      if (change == step) {
        priorities[threads.of(first)] = --lowest;
        first = first(able, count, threads);
      }
    }
    return first;
  }

  private int first(int[] able, int count, Threads threads) {
    int first = able[0];
    for (int i = 0; i < count; i++) {
      if (priority(threads.of(able[i])) > priority(threads.of(first))) {
        first = able[i];
      }
    }
    return first;
  }

  private long priority(int thread) {
    if (thread >= priorities.length) {
      priorities = Arrays.copyOf(priorities, 2 * thread);
    }
    if (priorities[thread] == 0) {
      priorities[thread] = 1 + (random.nextLong() >>> 1);
    }
    return priorities[thread];
  }

  int choose(int n) {
    return random.nextInt(n);
  }
}
