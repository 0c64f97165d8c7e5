package goloom;

/**
 * One case of a {@link Go#select}. Made by {@link Go#onReceive}, {@link Go#onSend} and {@link
 * Go#onDefault}; not thread-safe; may be used again by the same goroutine.
 */
public abstract sealed class Case permits ReceiveCase, SendCase, DefaultCase {
  Case() {}

  /** Runs the body, if there is one. */
  abstract void run() throws Exception;
}
