package goloom.explore;

import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One way to go on from a state: the thread that makes the next step, what it chooses, and how to
 * go on from there. The branches below a state are a wakeup tree.
 */
final class Branch {
  private static final int[] ANY = {};

  final int thread;

  /** What the step must choose, as far as that is known; further choices are open. */
  final int[] values;

  /** The step as it was last seen, here or in another order; null where it never was. */
  @Nullable Step step;

  ArrayList<Branch> below = new ArrayList<>(2);

  Branch(int thread, int[] values, @Nullable Step step) {
    this.thread = thread;
    this.values = values;
    this.step = step;
  }

  /** A branch for a thread whose choices are open. */
  static Branch open(int thread, @Nullable Step step) {
    return new Branch(thread, ANY, step);
  }

  /** A branch that does what a step did. */
  static Branch like(Step step) {
    return new Branch(step.thread, Arrays.copyOf(step.values, step.chosen), step);
  }

  /** Whether a step of this thread, choosing so, may be what this branch stands for. */
  boolean agrees(int[] others, int count) {
    int common = Math.min(values.length, count);
    for (int i = 0; i < common; i++) {
      if (values[i] != others[i]) {
        return false;
      }
    }
    return true;
  }
}
