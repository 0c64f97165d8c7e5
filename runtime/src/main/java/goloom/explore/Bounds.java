package goloom.explore;

import goloom.scheduler.Pilot.Timing;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * All ways through a program, those without preemptions first, then those with one, with two, and
 * so on. None is left out that is within a bound.
 */
final class Bounds {
  /*
   * Musuvathi and Qadeer: Iterative Context Bounding for Systematic Testing of Multithreaded Programs (PLDI 2007).
   * A preemption is a step of another thread though the last one could have gone on and wasn't expected to give way.
   * Without any reduction on purpose: one that leaves out ways which are equal but for order may leave out the one
   * that is within the bound. Different there: a queue of work for the next bound; here each bound begins anew.
   */

  /** No bound has been looked at in full. */
  static final int NONE = -1;

  /** There are no ways but those that were looked at. */
  static final int ALL = Integer.MAX_VALUE;

  /** What can be done at one decision, and which of that is being looked at. */
  private static final class Decision {
    final int[] ways;
    int at;

    Decision(int[] ways) {
      this.ways = ways;
    }
  }

  private final Timing timing;
  private final int[] locations;
  private final boolean strictWaits;
  private final ArrayList<Decision> way = new ArrayList<>();
  private int bound;
  private int done = NONE;

  /** Whether the bound kept anything from being looked at. */
  private boolean leftOut;

  private boolean wasCut;
  private boolean over;

  /** Ways of steps like those of an execution. */
  Bounds(Execution execution) {
    timing = execution.timing();
    locations = execution.locations();
    strictWaits = execution.strictWaits();
  }

  Timing timing() {
    return timing;
  }

  int[] locations() {
    return locations;
  }

  boolean strictWaits() {
    return strictWaits;
  }

  /** Whether steps of executions are still what they were. */
  boolean fits(Execution execution) {
    return timing == execution.timing()
        && strictWaits == execution.strictWaits()
        && Arrays.equals(locations, execution.locations());
  }

  /** So many preemptions at most have the ways that are being looked at. */
  int bound() {
    return bound;
  }

  /** All ways with so many preemptions at most have been looked at; or {@link #NONE}. */
  int done() {
    return done;
  }

  /** Whether nothing is left that could be looked at. */
  boolean isOver() {
    return over;
  }

  /** Who goes on at a decision. */
  int thread(int depth, int usual, int[] able, int count, boolean stays, int preemptions) {
    if (depth == way.size()) {
      boolean only = stays && preemptions >= bound;
      leftOut |= only;
      int[] ways = new int[only ? 1 : count];
      ways[0] = usual;
      int n = 1;
      for (int i = 0; i < count && !only; i++) {
        if (able[i] != usual) {
          ways[n++] = able[i];
        }
      }
      way.add(new Decision(ways));
    }
    Decision decision = way.get(depth);
    int thread = decision.ways[decision.at];
    for (int i = 0; i < count; i++) {
      if (able[i] == thread) {
        return thread;
      }
    }
    return usual; // the program does something else when it is run again
  }

  /** What is chosen at a decision. */
  int value(int depth, int n) {
    if (depth == way.size()) {
      int[] ways = new int[n];
      for (int i = 0; i < n; i++) {
        ways[i] = i;
      }
      way.add(new Decision(ways));
    }
    Decision decision = way.get(depth);
    return Math.min(n - 1, decision.ways[decision.at]);
  }

  /**
   * Turns to the next way; false where there is none any more, or none that could be looked at
   * whole.
   *
   * @param cut whether the last one was not followed to its end
   */
  boolean advance(boolean cut) {
    wasCut |= cut;
    while (!way.isEmpty() && way.getLast().at == way.getLast().ways.length - 1) {
      way.removeLast();
    }
    if (!way.isEmpty()) {
      way.getLast().at++;
      return true;
    }
    if (!wasCut) {
      done = leftOut ? bound : ALL;
    }
    over = wasCut || !leftOut;
    bound++;
    leftOut = false;
    return !over;
  }
}
