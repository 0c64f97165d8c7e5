package goloom;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contexts that contexts begin with. Go: {@code emptyCtx}. */
enum EmptyContext implements Context {
  BACKGROUND("context.Background"),
  TODO("context.TODO");

  private final String text;

  EmptyContext(String text) {
    this.text = text;
  }

  @Override
  public ReceiveChan<Void> done() {
    return Chan.nil();
  }

  @Override
  public @Nullable Throwable err() {
    return null;
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public @Nullable Object value(Object key) {
    return null;
  }

  @Override
  public String toString() {
    return text;
  }
}
