package goloom.explore;

import goloom.scheduler.Touch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One step of an execution: a visible operation and what follows it, up to the next. */
final class Step {
  private static final long[] NO_PLACES = {};
  private static final Touch[] NO_TOUCHES = {};
  private static final int[] NO_VALUES = {};

  final int index;

  /** The thread's number, the same in every execution. */
  final int thread;

  /** The steps that come before it in any execution that is the same but for order; itself too. */
  int[] clock;

  /**
   * The same without those that only gave back what it takes: in another order they would not have
   * had it.
   */
  int[] needed;

  /** How often the clock had moved before it. */
  final int moves;

  /** The thread's next step; null where there is none. */
  @Nullable Step next;

  long[] places = NO_PLACES;
  Touch[] touches = NO_TOUCHES;
  int touched;

  /** The count that it added to or took from, by how much, and what it was before; 0 for none. */
  long count;

  int amount;
  int countBefore;

  /** Where it accesses memory: the location and the site; 0 for neither. */
  int location;

  int site;

  /** What it chose, and among how many. */
  int[] values = NO_VALUES;

  int[] ways = NO_VALUES;
  int chosen;

  /** Steps of others that could as well have come after it. */
  @Nullable Step[] races = new Step[2];

  int raceCount;

  Step(int index, int thread, int[] clock, int moves) {
    this.moves = moves;
    this.index = index;
    this.thread = thread;
    this.clock = clock;
    needed = clock;
  }

  void touch(long place, Touch touch) {
    if (touched == places.length) {
      int more = Math.max(4, 2 * touched);
      places = Arrays.copyOf(places, more);
      touches = Arrays.copyOf(touches, more);
    }
    places[touched] = place;
    touches[touched++] = touch;
  }

  void choose(int value, int n) {
    if (chosen == values.length) {
      int more = Math.max(2, 2 * chosen);
      values = Arrays.copyOf(values, more);
      ways = Arrays.copyOf(ways, more);
    }
    values[chosen] = value;
    ways[chosen++] = n;
  }

  void race(Step earlier) {
    if (raceCount == races.length) {
      races = Arrays.copyOf(races, 2 * raceCount);
    }
    races[raceCount++] = earlier;
  }

  /** Whether {@code earlier}, of the same execution, comes before this one in any order. */
  boolean follows(Step earlier) {
    return Clocks.includes(clock, earlier.thread, earlier.index);
  }

  /** Whether a count would fall below zero if this step came after that one. */
  boolean failsAfter(Step other) {
    return count != 0
        && count == other.count
        && amount < 0
        && other.countBefore + other.amount + amount < 0;
  }

  /** Whether one adds to what the other waits for, and nothing says which comes first. */
  boolean addsToWait(Step other) {
    for (int i = 0; i < touched; i++) {
      for (int j = 0; j < other.touched; j++) {
        if (places[i] == other.places[j]
            && (touches[i] == Touch.AWAIT) != (other.touches[j] == Touch.AWAIT)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether this step changes a count of a thing that the other may be waiting for. */
  boolean countsFor(Step other) {
    if (count != 0 && other.count == 0) {
      for (int i = 0; i < other.touched; i++) {
        if (count >> 32 == other.places[i] >> 32) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the order of the two makes a difference; the steps may be of different executions. */
  boolean conflicts(Step other) {
    for (int i = 0; i < touched; i++) {
      for (int j = 0; j < other.touched; j++) {
        if (places[i] == other.places[j] && touches[i].conflicts(other.touches[j])) {
          return true;
        }
      }
    }
    return false;
  }
}
