package goloom;

import org.jspecify.annotations.Nullable;

/** A context with its parent's values, that is never done. Go: {@code withoutCancelCtx}. */
final class WithoutCancelContext implements NeverDone {
  private final Context parent;

  WithoutCancelContext(Context parent) {
    this.parent = parent;
  }

  /** But not whose cancellation the parent follows: that ends here. */
  @Override
  public @Nullable Object value(Object key) {
    return key.equals(CancelContext.KEY) ? null : parent.value(key);
  }

  @Override
  public String toString() {
    return parent + ".WithoutCancel";
  }
}
