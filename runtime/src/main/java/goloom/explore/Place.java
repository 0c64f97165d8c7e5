package goloom.explore;

import goloom.scheduler.Touch;
import java.util.Arrays;

/** Something that steps use, and who did so in this execution. */
final class Place {
  int execution = -1;
  Step[] steps = new Step[4];
  Touch[] touches = new Touch[4];
  int count;

  /** Where it is a count, by how much each changed it. */
  int[] amounts = {};

  /** What comes after a step that takes what was released here. */
  int[] released = Clocks.NONE;

  void add(Step step, Touch touch) {
    if (count == steps.length) {
      steps = Arrays.copyOf(steps, 2 * count);
      touches = Arrays.copyOf(touches, 2 * count);
    }
    if (amounts.length > 0) {
      if (amounts.length < steps.length) {
        amounts = Arrays.copyOf(amounts, steps.length);
      }
      amounts[count] = step.amount;
    }
    steps[count] = step;
    touches[count++] = touch;
  }
}
