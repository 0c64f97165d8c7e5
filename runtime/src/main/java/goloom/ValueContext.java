package goloom;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A context with one value more. Go: {@code valueCtx}. */
final class ValueContext implements Context {
  private final Context parent;
  private final Object key;
  private final @Nullable Object value;

  ValueContext(Context parent, @Nullable Object key, @Nullable Object value) {
    if (key == null) {
      throw new Panic("nil key");
    }
    this.parent = parent;
    this.key = key;
    this.value = value;
  }

  @Override
  public ReceiveChan<Void> done() {
    return parent.done();
  }

  @Override
  public @Nullable Throwable err() {
    return parent.err();
  }

  @Override
  public Optional<Instant> deadline() {
    return parent.deadline();
  }

  /** A loop down the chain, which may be long. */
  @Override
  public @Nullable Object value(Object asked) {
    Context context = this;
    while (context instanceof ValueContext here) {
      if (here.key.equals(asked)) {
        return here.value;
      }
      context = here.parent;
    }
    return context.value(asked);
  }

  @Override
  public String toString() {
    return parent + ".WithValue(" + text(key) + ", " + text(value) + ")";
  }

  /** Its text where it has one, else the name of its class: no address, which varies by run. */
  private static String text(@Nullable Object object) {
    if (object == null) {
      return "<nil>";
    }
    try {
      boolean plain = object.getClass().getMethod("toString").getDeclaringClass() == Object.class;
      return plain ? object.getClass().getTypeName() : object.toString();
    } catch (NoSuchMethodException e) {
      return object.getClass().getTypeName();
    }
  }
}
