package goloom.scheduler;

/**
 * What rewritten code touches at a scheduling point. One simulation runs at a time in a JVM, on one
 * carrier thread, so these are plain fields; outside a simulation they mean nothing.
 *
 * <p>A step is {@link Cost#STEP_NANOS} of virtual time.
 */
public final class Steps {
  private Steps() {}

  /** Steps left before the scheduler must look at the clock again. */
  public static int budget = Integer.MAX_VALUE;

  /** The source site of the call about to be made, an index into {@link Sites}; 0 where unknown. */
  public static int site;

  /**
   * How many class initialisers and locks of the JDK's the running goroutine is inside of: it is
   * not switched away from while it is in any.
   */
  public static int pinned;

  /**
   * How many class initialisers the running goroutine is inside of: these hold its thread, so that
   * it can't even wait.
   */
  public static int initialising;

  /**
   * Called when {@link #budget} is used up: the scheduler may run another goroutine before it
   * returns.
   */
  public static void slow() {
    Simulation simulation = Simulation.ofCaller();
    if (simulation == null) {
      budget = Integer.MAX_VALUE;
    } else {
      simulation.budgetSpent();
    }
  }

  /** Takes {@code steps} off the budget, at a place where another goroutine may run. */
  static void spend(int steps) {
    if ((budget -= steps) < 0) {
      slow();
    }
  }
}
