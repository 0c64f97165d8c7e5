package goloom;

import goloom.scheduler.GoexitError;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that work on one task and fail together. Go: {@code golang.org/x/sync/errgroup}.
 * Thread-safe, but for {@link #setLimit}.
 *
 * <pre>{@code
 * var group = ErrGroup.withContext(Context.background());
 * for (var url : urls) group.go(() -> fetch(group.context(), url));
 * group.await();                                  // throws the first failure
 * }</pre>
 */
public final class ErrGroup {
  /*
   * Go: golang.org/x/sync/errgroup. A body fails by throwing, where Go's returns an error; so what would be a panic
   * in Go is a failure here too, and ends no program. The first to run `first` decides `failure`; the wait group
   * orders it before await's look.
   */
  private final WaitGroup waitGroup = new WaitGroup();
  private final Once first = new Once();
  private final @Nullable CancelContext cancelable;
  private @Nullable Chan<Boolean> tokens;
  private volatile @Nullable Throwable failure;

  /** A group without a limit that cancels nothing. */
  public ErrGroup() {
    cancelable = null;
  }

  private ErrGroup(CancelContext context) {
    cancelable = context;
  }

  /**
   * A group with a context of its own, which is cancelled by the first failure, or else when {@link
   * #await} returns.
   *
   * @throws Panic {@code cannot create context from nil parent}
   */
  public static ErrGroup withContext(Context parent) {
    return new ErrGroup(CancelContext.of(parent));
  }

  /** The group's context; {@link Context#background} where it was made without one. */
  public Context context() {
    return cancelable == null ? Context.background() : cancelable;
  }

  /**
   * Runs {@code body} in a goroutine, waiting until the limit allows another. What it throws is its
   * failure.
   */
  public void go(Block body) {
    Chan<Boolean> limit = tokens;
    if (limit != null) {
      limit.send(true);
    }
    start(body, limit);
  }

  /** Runs {@code body} in a goroutine unless the limit is reached; true if so. */
  public boolean tryGo(Block body) {
    Chan<Boolean> limit = tokens;
    if (limit != null && Go.select(Go.onSend(limit, true), Go.onDefault()) == 1) {
      return false;
    }
    start(body, limit);
    return true;
  }

  private void start(Block body, @Nullable Chan<Boolean> limit) {
    waitGroup.add(1);
    Go.go(() -> {
      try {
        body.run();
      } catch (GoexitError e) {
        throw e;
      } catch (Throwable thrown) {
        first.run(() -> fail(thrown));
      } finally {
        if (limit != null) {
          limit.receive();
        }
        waitGroup.done();
      }
    });
  }

  private void fail(Throwable thrown) {
    failure = thrown;
    if (cancelable != null) {
      cancelable.cancel(thrown);
    }
  }

  /**
   * Limits the goroutines that run at once; a negative {@code n} lifts the limit.
   *
   * @throws Panic {@code errgroup: modify limit while N goroutines in the group are still active}
   */
  public void setLimit(int n) {
    if (n < 0) {
      tokens = null;
      return;
    }
    Chan<Boolean> before = tokens;
    int active = before == null ? 0 : before.len();
    if (active != 0) {
      throw new Panic(
          "errgroup: modify limit while " + active + " goroutines in the group are still active");
    }
    tokens = Chan.make(n);
  }

  /**
   * Waits for all goroutines of the group, cancels its context, and throws the first failure. Go:
   * {@code g.Wait()}.
   *
   * @throws Panic with a checked exception as its cause; what is unchecked is thrown as it is
   */
  public void await() {
    waitGroup.await();
    Throwable thrown = failure;
    if (cancelable != null) {
      cancelable.cancel(thrown);
    }
    switch (thrown) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new Panic(thrown);
    }
  }
}
