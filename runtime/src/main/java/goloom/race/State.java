package goloom.race;

/**
 * What is known of the accesses of one variable: the shadow that a variable has. Immutable, so that
 * all variables with the same history share one; null is the history of a variable never accessed.
 *
 * <p>Epochs are as {@link Watch#epoch}.
 */
public final class State {
  /** When it was last written; 0 for never. */
  final long write;

  /** When it was last read since, by the latest of its readers; 0 for never. */
  final long read;

  State(long write, long read) {
    this.write = write;
    this.read = read;
  }
}
