package goloom.explore;

import goloom.scheduler.Pilot;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws executions at random, where there are too many to look at. Always the same numbers. */
final class Sampler {

  /** How one is drawn. */
  enum Manner {
    /** Decides anew at each step. */
    WALK,
    /**
     * By priorities of threads: the highest goes on, but for a few steps at which it falls behind
     * all (PCT; Burckhardt and others: A Randomized Scheduler with Probabilistic Guarantees of
     * Finding Bugs, ASPLOS 2010).
     */
    THREADS,
    /**
     * By priorities of steps: each gets one when a thread comes to it, and a new one when another
     * step used the same thing before it (POS; Yuan, Yang, Gu: Partial Order Aware Concurrency
     * Sampling, CAV 2018). So it does not matter how many steps others make that have nothing to do
     * with it. There two reads of a variable do not count as using the same thing; here they do.
     */
    STEPS
  }

  private static final long SEED = 0x60_1004;

  /** At so many steps of an execution by priorities the first thread falls behind. */
  private static final int CHANGES = 3;

  private static final int NOBODY = -1;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Manner[] manners;
  private Manner manner = Manner.WALK;
  private final int[] changes = new int[CHANGES];

  /** By thread, its own priority or that of its next step; 0 for none yet. */
  private long[] priorities = new long[8];

  /** By thread, what its next step will use. */
  private long[] things = new long[8];

  private int last = NOBODY;
  private long lowest;
  private int drawn;
  private int length = 20;
  private int steps;
  private double ways;
  private int walks;

  /** The natural logarithm of the sum of what each walk said of the number of ways. */
  private double sum = Double.NEGATIVE_INFINITY;

  /** By turns in each manner. */
  Sampler() {
    this(Manner.values());
  }

  /** By turns in each of these. */
  Sampler(Manner... manners) {
    this.manners = manners;
  }

  /** An execution begins. */
  void begin() {
    length = Math.max(length, steps);
    manner = manners[drawn++ % manners.length];
    steps = 0;
    ways = 0;
    lowest = 0;
    last = NOBODY;
    Arrays.fill(priorities, 0);
    Arrays.fill(things, Pilot.NOTHING);
    for (int i = 0; i < CHANGES; i++) {
      changes[i] = random.nextInt(length);
    }
  }

  /** The execution has come to its end. */
  void ends() {
    if (manner == Manner.WALK) {
      walks++;
      double larger = Math.max(sum, ways);
      sum = larger + Math.log(Math.exp(sum - larger) + Math.exp(ways - larger));
    }
  }

  /** Executions drawn. */
  int drawn() {
    return drawn;
  }

  /**
   * The power of ten of the number of ways to interleave, about: each walk multiplies how many
   * could go on at each step, and the mean of that is it (Knuth: Estimating the Efficiency of
   * Backtrack Programs, 1975).
   */
  long magnitude() {
    return walks == 0 ? 0 : Math.round((sum - Math.log(walks)) / Math.log(10));
  }

  /** A thread has come to a step that will use a thing. */
  void comesTo(int thread, long thing) {
    makeRoom(thread);
    things[thread] = thing;
  }

  /** Who goes on: one of {@code able}; {@code threads} knows their numbers in all executions. */
  int next(int[] able, int count, Threads threads) {
    int step = steps++;
    return switch (manner) {
      case WALK -> {
        ways += Math.log(count);
        yield able[random.nextInt(count)];
      }
      case THREADS -> byThreads(step, able, count, threads);
      case STEPS -> bySteps(able, count, threads);
    };
  }

  private int byThreads(int step, int[] able, int count, Threads threads) {
    int first = first(able, count, threads);
    for (int change : changes) {
      if (change == step) {
        priorities[threads.of(first)] = --lowest;
        first = first(able, count, threads);
      }
    }
    return first;
  }

  private int bySteps(int[] able, int count, Threads threads) {
    if (last != NOBODY) {
      priorities[last] = 0;
    }
    int first = first(able, count, threads);
    last = threads.of(first);
    makeRoom(last);
    uses(things[last]);
    things[last] = Pilot.NOTHING;
    return first;
  }

  /** A step uses a thing: others that were to use it are drawn anew. */
  private void uses(long thing) {
    if (thing == Pilot.NOTHING) {
      return;
    }
    for (int i = 0; i < things.length; i++) {
      boolean same = things[i] == thing || things[i] == Pilot.ANYTHING || thing == Pilot.ANYTHING;
      if (i != last && same && things[i] != Pilot.NOTHING) {
        priorities[i] = 0;
      }
    }
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
    makeRoom(thread);
    if (priorities[thread] == 0) {
      priorities[thread] = 1 + (random.nextLong() >>> 1);
    }
    return priorities[thread];
  }

  private void makeRoom(int thread) {
    if (thread >= priorities.length) {
      priorities = Arrays.copyOf(priorities, 2 * thread);
      things = Arrays.copyOf(things, 2 * thread);
    }
  }

  int choose(int n) {
    if (manner == Manner.WALK) {
      ways += Math.log(n);
    }
    return random.nextInt(n);
  }
}
