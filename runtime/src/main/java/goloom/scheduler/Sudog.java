package goloom.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * A goroutine in a wait queue, with what it brings or what it gets (Go: {@code
 * src/runtime/runtime2.go}). Each goroutine keeps its own for reuse: one for a plain operation, as
 * many as there are cases for a select.
 */
public final class Sudog {
  public final G g;

  /** The value to send, or the one received. */
  public @Nullable Object element;

  /** After the wait: true where a value was handed over, false where the channel was closed. */
  public boolean success;

  /**
   * Whether it is one of a select's, so that only the first to claim {@link G#claim} may take it.
   */
  public boolean select;

  /** Which case of the select. */
  public int index;

  /** What a select's waits on, kept for reports. */
  public @Nullable SyncObject on;

  /** For what the waiter asks, where one queue holds several kinds: a read lock or a write lock. */
  public int ticket;

  @Nullable Sudog next;
  @Nullable Sudog previous;
  @Nullable WaitQueue queue;

  Sudog(G g) {
    this.g = g;
  }
}
