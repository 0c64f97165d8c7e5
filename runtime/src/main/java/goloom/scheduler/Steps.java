package goloom.scheduler;

/** The step counter of the simulated processor that runs: rewritten code counts it down. */
public final class Steps {
  /** Steps until the scheduler wants to be asked. */
  public static int budget = Integer.MAX_VALUE;

  /** The source site of the operation about to be made. */
  public static int site;

  /**
   * How many class initialisers and JDK locks the running goroutine is inside of: it can't be
   * switched away from.
   */
  public static int pinned;

  private Steps() {}

  /** The budget is used up: decide who runs next. */
  public static void slow() {
    budget = Integer.MAX_VALUE;
  }
}
