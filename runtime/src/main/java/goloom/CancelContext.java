package goloom;

import goloom.scheduler.Cost;
import goloom.scheduler.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A context that can be cancelled, and closed, which cancels it. Go: what {@code
 * context.WithCancel}, {@code WithCancelCause}, {@code WithTimeout} and {@code WithDeadline} give,
 * with its {@code CancelFunc}. Thread-safe.
 *
 * <pre>{@code
 * try (var ctx = Context.background().withCancel()) {
 *   go(() -> produce(ctx, numbers));           // until ctx.done()
 *   IO.println(numbers.receive());
 * }
 * }</pre>
 */
public final class CancelContext extends ContextChild implements Context, AutoCloseable {
  /*
   * Go: cancelCtx and timerCtx, src/context/context.go. `mutex` guards `children`, `cause` and `timer`; it is held
   * while children are told, so locks are taken from the top of the tree down. `err` is set once, before `done` is
   * closed; who sees it waits for that. Different here: `done` is made at once, and children are told in the order
   * of their making.
   */

  /** The key under which a context finds the nearest of these, itself included. */
  static final Object KEY = new Object();

  private final Context parent;
  private final @Nullable Instant deadline;
  private final Chan<Void> done = Chan.make();
  private final Mutex mutex = new Mutex("context");
  private final LinkedHashSet<ContextChild> children = new LinkedHashSet<>();
  private volatile @Nullable Throwable err;
  private @Nullable Throwable cause;
  private Time.@Nullable Timer timer;

  private CancelContext(Context parent, @Nullable Instant deadline) {
    this.parent = parent;
    this.deadline = deadline;
  }

  /**
   * A context below {@code parent}.
   *
   * @throws Panic {@code cannot create context from nil parent}
   */
  static CancelContext of(@Nullable Context parent) {
    CancelContext context = new CancelContext(required(parent), null);
    context.watch(context.parent);
    return context;
  }

  /** The same, done at {@code deadline} at the latest, then with {@code late} as its cause. */
  static CancelContext of(@Nullable Context parent, Instant deadline, @Nullable Throwable late) {
    Instant earlier = required(parent).deadline().orElse(Instant.MAX);
    if (earlier.isBefore(deadline)) {
      return of(parent);
    }
    CancelContext context = new CancelContext(required(parent), deadline);
    context.watch(context.parent);
    context.startTimer(deadline, late);
    return context;
  }

  private static Context required(@Nullable Context parent) {
    if (parent == null) {
      throw new Panic("cannot create context from nil parent");
    }
    return parent;
  }

  /** The point of time that is {@code timeout} away, or as far as the clock goes. */
  static Instant deadlineIn(Duration timeout) {
    return Time.now().plusNanos(Time.nanosOf(timeout));
  }

  /** The nearest one at or above {@code context}, if {@code done} is its channel. */
  static @Nullable CancelContext above(Context context, ReceiveChan<Void> done) {
    return context.value(KEY) instanceof CancelContext above && above.done == done ? above : null;
  }

  private void startTimer(Instant when, @Nullable Throwable late) {
    if (!Time.now().isBefore(when)) {
      finish(DEADLINE_EXCEEDED, late);
      unwatch();
      return;
    }
    mutex.lock();
    if (err == null) {
      timer =
          Time.at(
              when,
              () -> {
                finish(DEADLINE_EXCEEDED, late);
                unwatch();
              });
    }
    mutex.unlock();
  }

  // What it tells
  // -------------

  @Override
  public ReceiveChan<Void> done() {
    return done;
  }

  @Override
  public @Nullable Throwable err() {
    Scheduler.current().spend(Cost.OPERATION);
    Throwable why = err;
    if (why != null) {
      var _ = done.receive();
    }
    return why;
  }

  @Override
  public Optional<Instant> deadline() {
    return deadline == null ? parent.deadline() : Optional.of(deadline);
  }

  @Override
  public @Nullable Object value(Object key) {
    return key.equals(KEY) ? this : parent.value(key);
  }

  @Nullable Throwable recordedCause() {
    mutex.lock();
    Throwable recorded = cause;
    mutex.unlock();
    return recorded;
  }

  // How it ends
  // -----------

  /** Cancels it and all that were made from it. Does nothing where it is done already. */
  public void cancel() {
    cancel(null);
  }

  /**
   * The same, with a cause, which {@link #cause} gives from then on. Go: {@code CancelCauseFunc}.
   *
   * @param cause null for {@link Context#CANCELED}
   */
  public void cancel(@Nullable Throwable cause) {
    finish(CANCELED, cause);
    unwatch();
  }

  /** {@link #cancel()}. */
  @Override
  public void close() {
    cancel();
  }

  private void finish(Throwable why, @Nullable Throwable because) {
    mutex.lock();
    if (err == null) {
      cause = because == null ? why : because;
      err = why;
      done.close();
      for (ContextChild child : children) {
        child.parentDone(why, cause);
      }
      children.clear();
    }
    Time.Timer running = timer;
    timer = null;
    mutex.unlock();
    if (running != null) {
      running.stop();
    }
  }

  // Its place in the tree
  // ---------------------

  @Override
  void parentDone(Throwable why, @Nullable Throwable because) {
    finish(why, because);
  }

  @Override
  ReceiveChan<Void> ended() {
    return done;
  }

  /** Will tell {@code child} when it is done; does so at once where it is. */
  Registration add(ContextChild child) {
    mutex.lock();
    Throwable why = err;
    Throwable because = cause;
    if (why == null) {
      children.add(child);
    }
    mutex.unlock();
    if (why != null) {
      child.parentDone(why, because);
    }
    return () -> remove(child);
  }

  private boolean remove(ContextChild child) {
    mutex.lock();
    boolean had = children.remove(child);
    mutex.unlock();
    return had;
  }

  /** How many it would tell. */
  int children() {
    mutex.lock();
    int n = children.size();
    mutex.unlock();
    return n;
  }

  @Override
  public String toString() {
    if (deadline == null) {
      return parent + ".WithCancel";
    }
    return parent
        + ".WithDeadline("
        + TimeText.of(deadline)
        + " ["
        + TimeText.of(Duration.between(Time.now(), deadline))
        + "])";
  }
}
