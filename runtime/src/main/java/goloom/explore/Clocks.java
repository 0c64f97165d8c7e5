package goloom.explore;

import java.util.Arrays;

/**
 * Vector clocks: for each thread, by its number, one more than the index of its last step that is
 * included; 0 for none. A shorter array stands for one with zeros behind.
 */
final class Clocks {
  private Clocks() {}

  static final int[] NONE = {};

  /** Whether a step of that thread and index is included. */
  static boolean includes(int[] clock, int thread, int index) {
    return thread < clock.length && clock[thread] > index;
  }

  /** The two together; may be one of them. Neither is changed. */
  @SuppressWarnings("ReferenceEquality") // the same clock is often joined to itself
  static int[] join(int[] a, int[] b) {
    if (a == b || b.length == 0) {
      return a;
    }
    if (a.length == 0) {
      return b;
    }
    int[] joined = null;
    for (int i = 0; i < b.length; i++) {
      if (i >= a.length || b[i] > a[i]) {
        if (joined == null) {
          joined = Arrays.copyOf(a, Math.max(a.length, b.length));
        }
        joined[i] = b[i];
      }
    }
    return joined == null ? a : joined;
  }

  /** The clock with that step included. */
  static int[] with(int[] clock, int thread, int index) {
    int[] more = Arrays.copyOf(clock, Math.max(clock.length, thread + 1));
    more[thread] = index + 1;
    return more;
  }
}
