package goloom;

import org.jspecify.annotations.Nullable;

/** The contexts that contexts begin with. Go: {@code emptyCtx}. */
enum EmptyContext implements NeverDone {
  BACKGROUND("context.Background"),
  TODO("context.TODO");

  private final String text;

  EmptyContext(String text) {
    this.text = text;
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
