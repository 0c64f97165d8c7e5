package goloom.explore;

import java.util.Comparator;

/**
 * How hard a way is to follow for somebody who reads it.
 *
 * @param preemptions how often another thread goes on though the last one could
 * @param switches how often another thread goes on
 */
record Length(int preemptions, int switches, int steps) implements Comparable<Length> {
  private static final Comparator<Length> ORDER =
      Comparator.comparingInt(Length::preemptions)
          .thenComparingInt(Length::switches)
          .thenComparingInt(Length::steps);

  /** Of no way at all. */
  static final Length NONE = new Length(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  @Override
  public int compareTo(Length other) {
    return ORDER.compare(this, other);
  }
}
