package goloom;

/**
 * Code to run: the body of a goroutine, of a select case, of a deferred call. Go: {@code func()}.
 */
@FunctionalInterface
public interface Block {
  /** Runs it. A checked exception ends a goroutine as an unchecked one does. */
  void run() throws Exception;
}
