package goloom;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells goroutines that work for one request when to stop, and carries what belongs to the request.
 * Go: {@code context.Context}. Thread-safe. Programs may implement it; what they implement is best
 * made around another context, to which {@link #value} passes on the keys that it does not know.
 *
 * <pre>{@code
 * try (var ctx = Context.background().withTimeout(seconds(1))) {
 *   select(onReceive(answer, v -> IO.println(v)), onReceive(ctx.done(), () -> IO.println(ctx.err())));
 * }
 * }</pre>
 */
public interface Context {
  /** Why a context is done whose {@code cancel} was called. Go: {@code context.Canceled}. */
  RuntimeException CANCELED = new ContextException("context canceled");

  /** Why a context is done whose time is up. Go: {@code context.DeadlineExceeded}. */
  RuntimeException DEADLINE_EXCEEDED = new ContextException("context deadline exceeded");

  /** Never done, without values: where contexts begin. Go: {@code context.Background()}. */
  static Context background() {
    return EmptyContext.BACKGROUND;
  }

  /** The same, for where it is not clear yet which context to use. Go: {@code context.TODO()}. */
  static Context todo() {
    return EmptyContext.TODO;
  }

  // What a context tells
  // --------------------

  /**
   * A channel that is closed when the work should stop, and on which nothing is ever sent; {@link
   * Chan#nil} where that can't happen. Go: {@code ctx.Done()}.
   */
  ReceiveChan<Void> done();

  /**
   * Null as long as {@link #done} is open, then {@link #CANCELED} or {@link #DEADLINE_EXCEEDED}.
   * Go: {@code ctx.Err()}.
   */
  @Nullable Throwable err();

  /** When the work will be stopped, if that is known. Go: {@code ctx.Deadline()}. */
  Optional<Instant> deadline();

  /** The value for {@code key}, or {@code null}. Go: {@code ctx.Value(key)}. */
  @Nullable Object value(Object key);

  /**
   * What was given to the first {@code cancel} of this context or one above it, else {@link #err};
   * null as long as {@link #done} is open. Go: {@code context.Cause(ctx)}.
   */
  default @Nullable Throwable cause() {
    Throwable err = err();
    if (err == null) {
      return null;
    }
    Throwable cause =
        value(CancelContext.KEY) instanceof CancelContext above ? above.recordedCause() : null;
    return cause == null ? err : cause;
  }

  // Contexts made from it
  // ---------------------

  /**
   * A context that is done when it is cancelled, or when this one is done. Go: {@code
   * context.WithCancel}.
   */
  default CancelContext withCancel() {
    return CancelContext.of(this);
  }

  /** The same, to be cancelled with a cause. Go: {@code context.WithCancelCause}. */
  default CancelContext withCancelCause() {
    return CancelContext.of(this);
  }

  /**
   * A context that is done when {@code timeout} has passed, when it is cancelled, or when this one
   * is done. Go: {@code context.WithTimeout}.
   */
  default CancelContext withTimeout(Duration timeout) {
    return CancelContext.of(this, CancelContext.deadlineIn(timeout), null);
  }

  /** The same, with the cause to give when the time is up. Go: {@code WithTimeoutCause}. */
  default CancelContext withTimeoutCause(Duration timeout, @Nullable Throwable cause) {
    return CancelContext.of(this, CancelContext.deadlineIn(timeout), cause);
  }

  /**
   * A context that is done at {@code deadline}, when it is cancelled, or when this one is done. Go:
   * {@code context.WithDeadline}.
   */
  default CancelContext withDeadline(Instant deadline) {
    return CancelContext.of(this, deadline, null);
  }

  /** The same, with the cause to give when the time is up. Go: {@code WithDeadlineCause}. */
  default CancelContext withDeadlineCause(Instant deadline, @Nullable Throwable cause) {
    return CancelContext.of(this, deadline, cause);
  }

  /**
   * A context with a value for {@code key}, which is compared by {@code equals}. Go: {@code
   * context.WithValue}.
   *
   * @throws Panic {@code nil key}
   */
  default Context withValue(Object key, @Nullable Object value) {
    return new ValueContext(this, key, value);
  }

  /**
   * A context with this one's values that is not done when this one is. Go: {@code
   * context.WithoutCancel}.
   */
  default Context withoutCancel() {
    return new WithoutCancelContext(this);
  }

  /**
   * Runs {@code body} in a goroutine of its own once {@code context} is done, at once where it is.
   * Go: {@code context.AfterFunc}.
   */
  static Registration afterFunc(Context context, Block body) {
    AfterFuncChild child = new AfterFuncChild(Objects.requireNonNull(body));
    child.watch(context);
    return child;
  }

  /** A body that is to run once a context is done. */
  interface Registration {
    /** Gives that up; true where that came before the body was started, and the first time. */
    boolean stop();
  }

  /**
   * A context of a program's own that runs bodies by itself once it is done: contexts made from it
   * then need no goroutine that waits. Go: a context with a method {@code AfterFunc}.
   */
  interface AfterFuncer extends Context {
    /** Runs {@code body} in a goroutine of its own once this context is done. */
    Registration afterFunc(Block body);
  }
}
