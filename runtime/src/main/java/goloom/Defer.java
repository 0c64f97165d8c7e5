package goloom;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Calls to make on leaving a block, last in first out. Go: {@code defer}. Not thread-safe.
 *
 * <pre>{@code
 * try (var d = new Defer()) {
 *   mu.lock(); d.call(mu::unlock);
 *   IO.println("locked until the end of the block");
 * }
 * }</pre>
 */
public final class Defer implements AutoCloseable {
  private final ArrayDeque<Block> calls = new ArrayDeque<>();

  /** Nothing deferred yet. */
  public Defer() {}

  /** Defers a call. Go: {@code defer f()}. */
  public void call(Block call) {
    calls.push(call);
  }

  /**
   * Makes the deferred calls, all of them even where one throws; the last thrown wins, as with Go's
   * panics, and carries those before as suppressed.
   */
  @Override
  public void close() {
    Throwable thrown = null;
    while (!calls.isEmpty()) {
      try {
        calls.pop().run();
      } catch (Throwable e) {
        thrown = last(thrown, e);
      }
    }
    rethrow(thrown);
  }

  @SuppressWarnings("ReferenceEquality") // one and the same may be thrown twice
  private static Throwable last(@Nullable Throwable earlier, Throwable latest) {
    if (earlier != null && earlier != latest) {
      latest.addSuppressed(earlier);
    }
    return latest;
  }

  private static void rethrow(@Nullable Throwable thrown) {
    switch (thrown) {
      case null -> {}
      case Error error -> throw error;
      case Exception e -> throw Panic.wrap(e);
      default -> throw new Panic(thrown);
    }
  }
}
