package goloom;

import org.jspecify.annotations.Nullable;

/** A case that sends. Go: {@code case ch <- v}. */
final class SendCase extends Case {
  /** Null for the nil channel. */
  final @Nullable Chan<?> chan;

  final @Nullable Object value;
  private final Block body;

  SendCase(@Nullable SendChan<?> chan, @Nullable Object value, Block body) {
    this.chan = Chan.isNil(chan) ? null : (Chan<?>) chan;
    this.value = value;
    this.body = body;
  }

  @Override
  void run() throws Exception {
    body.run();
  }
}
