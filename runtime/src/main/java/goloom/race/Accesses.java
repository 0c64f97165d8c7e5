package goloom.race;

import org.jspecify.annotations.Nullable;

/**
 * Who hears of each access that a program makes to what goroutines can share, beside the race
 * detector: set for a run by {@code Watch}. Called on the goroutine that makes the access.
 *
 * <p>The order at one access is: its scheduling point; this call; the race detector; the access
 * itself. So the listener may run other goroutines before it returns; once it has returned, nothing
 * comes between it and the access. It must spend no steps of its own, or a run with a listener
 * would not be the same run.
 */
public interface Accesses {

  /** What is done to the variable. */
  enum Kind {
    READ,
    WRITE,
    /** A read of a volatile field. */
    VOLATILE_READ,
    /** A write of a volatile field. */
    VOLATILE_WRITE,
    /** A call of a class of {@code java.util.concurrent} that only looks. */
    SYNC_READ,
    /** A call of a class of {@code java.util.concurrent} that may change something. */
    SYNC_WRITE;

    /** Whether two of them on one variable may be exchanged. */
    public boolean onlyReads() {
      return this == READ || this == VOLATILE_READ || this == SYNC_READ;
    }
  }

  /** Stands for the index where the variable is no element of an array. */
  int NONE = -1;

  /**
   * An access follows.
   *
   * @param holder the object, array or collection that the variable is in; null for a static field
   * @param index which element of an array, else {@link #NONE}
   * @param location a number for the field, or for all arrays of a kind, or for all collections:
   *     with {@code holder} and {@code index} it names one variable, alone a set of them that a
   *     search can choose to branch at; the same in every execution of a program
   * @param site where in the source, an index into the table of sites
   */
  void before(@Nullable Object holder, int index, int location, int site, Kind kind);
}
