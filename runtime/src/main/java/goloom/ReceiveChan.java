package goloom;

import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a channel. Go: {@code <-chan T}. Thread-safe. Iterating receives until the
 * channel is closed and drained.
 *
 * <pre>{@code
 * int sum = 0;
 * for (int n : numbers) sum += n;      // for n := range numbers
 * }</pre>
 */
public sealed interface ReceiveChan<T extends @Nullable Object> extends Iterable<T> permits Chan {
  /** Receives a value, waiting for one; on a nil channel for ever. Go: {@code <-ch}. */
  T receive();

  /** Receives a value and tells whether it was sent. Go: {@code v, ok := <-ch}. */
  Received<T> receiveOk();

  /** Values buffered now. Go: {@code len(ch)}. */
  int len();

  /** Values that the buffer holds. Go: {@code cap(ch)}. */
  int cap();
}
