package goloom;

import org.jspecify.annotations.Nullable;

/**
 * The sending half of a channel. Go: {@code chan<- T}. Thread-safe.
 *
 * <pre>{@code
 * void produce(SendChan<Integer> out) { for (int i : range(3)) out.send(i); out.close(); }
 * }</pre>
 */
public sealed interface SendChan<T extends @Nullable Object> permits Chan {
  /**
   * Sends a value, waiting for room or for a receiver; on a nil channel for ever. Go: {@code ch <-
   * v}.
   *
   * @throws Panic {@code send on closed channel}
   */
  void send(T value);

  /**
   * Closes the channel: receivers get what is buffered, then the zero value. Go: {@code close(ch)}.
   *
   * @throws Panic {@code close of closed channel}, {@code close of nil channel}
   */
  void close();

  /** Values buffered now. Go: {@code len(ch)}. */
  int len();

  /** Values that the buffer holds. Go: {@code cap(ch)}. */
  int cap();
}
