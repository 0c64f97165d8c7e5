package goloom.scheduler;

/**
 * Unwinds a goroutine that called {@code goexit()}. An error, so that {@code catch (Exception e)}
 * lets it by.
 */
public final class GoexitError extends Error {
  private static final long serialVersionUID = 1;

  public GoexitError() {
    super("goexit", null, true, false); // a deferred call may panic: suppressed, and not forgotten
  }
}
