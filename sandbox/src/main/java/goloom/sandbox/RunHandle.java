package goloom.sandbox;

/** A run under way. Thread-safe; every method may be called at any time, after its end too. */
public interface RunHandle {

  /**
   * Stops it: its process tree is gone within 100 ms, and its last event is an exit {@code killed}.
   */
  void stop();

  /** Gives it more standard input. Ignored after {@link #stdinClose} and after the end. */
  void stdin(byte[] bytes);

  /** Ends its standard input. */
  void stdinClose();

  /** Waits until its exit has been delivered. */
  void await() throws InterruptedException;
}
