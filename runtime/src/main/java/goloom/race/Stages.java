package goloom.race;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stages of {@code CompletableFuture}: what a stage runs comes after what made it and after the
 * stages it depends on, and before what depends on it. A token stands for one stage while it is
 * made and run; it is null where nobody looks.
 */
@SuppressWarnings("overloads") // Rewritten code tells them apart by their types.
public final class Stages {
  private Stages() {}

  /** A stage is about to be made. */
  public static @Nullable Object begin() {
    if (Watch.off()) {
      return null;
    }
    Thing token = new Thing();
    Watch.inJdk(token, Accesses.Kind.SYNC_WRITE); // making a stage may end it, or hand a task over
    Detector watching = Watch.detector();
    if (watching != null && watching.current != null) {
      token.clock = watching.merge(null);
    }
    return token;
  }

  /** It depends on another, or on several. */
  public static void depends(@Nullable Object token, @Nullable Object on) {
    Detector watching = Watch.detector();
    if (watching == null || !(token instanceof Thing stage)) {
      return;
    }
    if (on instanceof Object[] several) {
      for (Object each : several) {
        depends(token, each);
      }
    } else if (on != null) {
      stage.after(watching.things.of(on).root());
    }
  }

  /** It has been made. */
  public static void end(@Nullable Object token, @Nullable Object made) {
    Detector watching = Watch.detector();
    if (watching != null && token instanceof Thing stage && made != null) {
      watching.things.of(made).root().after(stage);
    }
  }

  private static void starts(Thing stage) {
    Detector watching = Watch.detector();
    if (watching != null) {
      watching.things.acquire(stage);
    }
  }

  private static void ends(Thing stage, @Nullable Object result) {
    Watch.inJdk(stage, Accesses.Kind.SYNC_WRITE);
    Detector watching = Watch.detector();
    if (watching != null) {
      stage.clock = watching.merge(stage.clock);
      if (result instanceof CompletionStage<?> inner) {
        stage.after(watching.things.of(inner).root());
      }
    }
  }

  // What it runs
  // ------------

  public static <T, R> @Nullable Function<T, R> wrap(
      @Nullable Function<T, R> body, @Nullable Object token) {
    if (body == null || !(token instanceof Thing stage)) {
      return body;
    }
    return value -> {
      starts(stage);
      Object given = null;
      try {
        var result = body.apply(value);
        given = result;
        return result;
      } finally {
        ends(stage, given);
      }
    };
  }

  public static <T, U, R> @Nullable BiFunction<T, U, R> wrap(
      @Nullable BiFunction<T, U, R> body, @Nullable Object token) {
    if (body == null || !(token instanceof Thing stage)) {
      return body;
    }
    return (value, other) -> {
      starts(stage);
      Object given = null;
      try {
        var result = body.apply(value, other);
        given = result;
        return result;
      } finally {
        ends(stage, given);
      }
    };
  }

  public static <T> @Nullable Consumer<T> wrap(@Nullable Consumer<T> body, @Nullable Object token) {
    if (body == null || !(token instanceof Thing stage)) {
      return body;
    }
    return value -> {
      starts(stage);
      try {
        body.accept(value);
      } finally {
        ends(stage, null);
      }
    };
  }

  public static <T, U> @Nullable BiConsumer<T, U> wrap(
      @Nullable BiConsumer<T, U> body, @Nullable Object token) {
    if (body == null || !(token instanceof Thing stage)) {
      return body;
    }
    return (value, other) -> {
      starts(stage);
      try {
        body.accept(value, other);
      } finally {
        ends(stage, null);
      }
    };
  }

  public static @Nullable Runnable wrap(@Nullable Runnable body, @Nullable Object token) {
    if (body == null || !(token instanceof Thing stage)) {
      return body;
    }
    return () -> {
      starts(stage);
      try {
        body.run();
      } finally {
        ends(stage, null);
      }
    };
  }

  public static <T> @Nullable Supplier<T> wrap(@Nullable Supplier<T> body, @Nullable Object token) {
    if (body == null || !(token instanceof Thing stage)) {
      return body;
    }
    return () -> {
      starts(stage);
      Object given = null;
      try {
        var result = body.get();
        given = result;
        return result;
      } finally {
        ends(stage, given);
      }
    };
  }
}
