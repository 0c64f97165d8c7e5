package goloom.scheduler;

import goloom.Panic;
import org.jspecify.annotations.Nullable;

/**
 * What unwound a goroutine's stack, and how that reads (Go: {@code src/runtime/panic.go},
 * printpanics).
 *
 * <p>Where a deferred call throws during a panic, Java keeps the first exception and adds the later
 * ones to it as suppressed; Go lets the last of panics and Goexits decide, and prints them all.
 */
public final class Unwinding {
  private Unwinding() {}

  /** The panic that ends the program; null where the goroutine just ended, or by Goexit. */
  static @Nullable Throwable panic(@Nullable Throwable thrown) {
    if (thrown == null) {
      return null;
    }
    Throwable[] later = thrown.getSuppressed();
    Throwable last = later.length == 0 ? thrown : later[later.length - 1];
    if (last instanceof GoexitError) {
      return null;
    }
    return thrown instanceof GoexitError ? last : thrown;
  }

  /** A value in words, or Go's where its own code for that throws. Runs code of the program's. */
  public static String text(@Nullable Object value) {
    try {
      return String.valueOf(value);
    } catch (Throwable e) {
      String why = e instanceof Panic panic ? panic.getMessage() : e.getClass().getName();
      return "panic while printing panic value: " + why;
    }
  }

  /** The head of the report: the panic, what caused it, and those after it. */
  static String head(Throwable panic) {
    StringBuilder text = new StringBuilder("panic: ").append(indented(panic)).append('\n');
    Throwable cause = panic.getCause();
    if (panic instanceof Panic && cause != null && text(panic).equals(text(cause))) {
      cause = cause.getCause(); // the value, already told
    }
    for (; cause != null; cause = cause.getCause()) {
      text.append("\tcaused by: ").append(indented(cause)).append('\n');
    }
    for (Throwable later : panic.getSuppressed()) {
      if (!(later instanceof GoexitError)) {
        text.append("\tpanic: ").append(indented(later)).append('\n');
      }
    }
    return text.append('\n').toString();
  }

  /** As Go does it, so that a value's second line can't be taken for a line of the report's. */
  private static String indented(Throwable panic) {
    return text(panic).replace("\n", "\n\t");
  }
}
