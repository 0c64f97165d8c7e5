package goloom;

import goloom.scheduler.Unwinding;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Go#panic} throws, and what channels and locks throw at misuse. Go: a panic's value,
 * as {@code recover()} returns it.
 *
 * <pre>{@code
 * try { ch.close(); } catch (Panic p) { IO.println(p.getMessage()); }
 * }</pre>
 */
public final class Panic extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Object value;

  /** Go's words for a panic without a value. */
  private static final String NIL =
      "panic called with nil argument (use GODEBUG=panicnil=1 to disable)";

  /** A panic with that value; a {@link Throwable} becomes its cause as well. */
  public Panic(@Nullable Object value) {
    super(
        value == null ? NIL : Unwinding.text(value),
        value instanceof Throwable thrown ? thrown : null);
    this.value = value;
  }

  /** What was passed to {@code panic}. */
  public @Nullable Object value() {
    return value;
  }

  /** The message alone. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // Go prints the message alone
  public String toString() {
    return String.valueOf(getMessage());
  }

  /** The panic that a checked exception arrives in where no checked exception can. */
  static RuntimeException wrap(Exception e) {
    return e instanceof RuntimeException unchecked ? unchecked : new Panic(e);
  }
}
