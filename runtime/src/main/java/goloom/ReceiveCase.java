package goloom;

import org.jspecify.annotations.Nullable;

/**
 * A case that receives. Go: {@code case v, ok := <-ch}. After a select chose it, {@link #value} and
 * {@link #ok} hold what it received.
 *
 * <pre>{@code
 * var msg = onReceive(messages);
 * if (select(msg, onReceive(quit)) == 0) IO.println(msg.value());
 * }</pre>
 */
public final class ReceiveCase<T extends @Nullable Object> extends Case {
  /** Null for the nil channel. */
  final @Nullable Chan<T> chan;

  private final Body<T> body;
  private @Nullable Object value;
  private boolean ok;

  /** What to do with what was received. */
  interface Body<T extends @Nullable Object> {
    void run(T value, boolean ok) throws Exception;
  }

  ReceiveCase(@Nullable ReceiveChan<T> chan, Body<T> body) {
    this.chan = Chan.isNil(chan) ? null : (Chan<T>) chan;
    this.body = body;
  }

  /** The value received last; the channel's zero value where it was closed. */
  public T value() {
    return Chan.cast(value);
  }

  /** Whether the value received last was sent; false where the channel was closed and drained. */
  public boolean ok() {
    return ok;
  }

  void received(@Nullable Object received, boolean sent) {
    value = received;
    ok = sent;
  }

  @Override
  void run() throws Exception {
    body.run(value(), ok);
  }
}
