package goloom.scheduler;

import goloom.race.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A timer of the scheduler's (Go: {@code src/runtime/time.go}). Its fields are guarded by the
 * scheduler that it is started on.
 */
public abstract class RuntimeTimer {
  /** Its number in the simulation's trace, from 1; 0 before it is first started there. */
  int id;

  /** Its place in a search; 0 before it is first started there. */
  long place;

  /** What was done before it was set, as the race detector sees it. */
  @Nullable Clock set;

  /** When it is due, in nanoseconds since the program began. */
  long when;

  /** The order of starting among equals. */
  long sequence;

  /** What a steered execution keeps of it, while it is pending. */
  Steering.@Nullable Control control;

  /** Its place in the heap, −1 outside. */
  int index = -1;

  /**
   * What it does, once, on the scheduler's own thread: nothing that waits, and no user code.
   *
   * @param now the time, in nanoseconds since the program began
   */
  protected abstract void fire(long now);
}
