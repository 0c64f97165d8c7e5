package goloom;

import goloom.scheduler.Cost;
import goloom.scheduler.GoexitError;
import goloom.scheduler.Scheduler;
import goloom.scheduler.Steering;
import goloom.trace.TraceKind;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a block once, whoever comes first; the others wait until it has run. Go: {@code sync.Once},
 * {@code sync.OnceFunc}, {@code sync.OnceValue}. Thread-safe. A block that runs its own once waits
 * for itself for ever.
 *
 * <pre>{@code
 * var once = new Once();
 * for (int i : range(3)) go(() -> once.run(() -> IO.println("one of us")));
 * var config = Once.value(() -> loadConfig());   // loaded at the first config.get()
 * }</pre>
 */
public final class Once {
  /*
   * Go: src/sync/once.go, src/sync/oncefunc.go. `done` is set after the block has ended, also by a panic, and under
   * the mutex: who finds it set sees all that the block did. Different here: a look at `done` costs an operation, so
   * that it is a scheduling point in `sim`.
   */
  private final Mutex mutex = new Mutex("once");
  private volatile boolean done;

  /** A once that has not run. */
  public Once() {}

  /**
   * Runs {@code block} if this is the first call, and returns when the first call's block has
   * ended. Go: {@code once.Do(f)}. A block that panics counts as run: later calls just return.
   *
   * @throws Panic with a checked exception of the block as its cause
   */
  public void run(Block block) {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      // One step: to look whether it is done, and to be the one who does it.
      mutex.awaitFree(steering);
      if (done) {
        mutex.lookedAt(steering);
        mutex.sync.order.acquire(scheduler);
        return;
      }
      mutex.lockFree(scheduler, steering);
    } else if (done) {
      mutex.sync.order.acquire(scheduler);
      return;
    } else {
      mutex.lock();
    }
    try {
      if (!done) {
        mutex.sync.event(scheduler, TraceKind.ONCE, 0);
        try {
          block.run();
        } catch (Exception e) {
          throw Panic.wrap(e);
        } finally {
          done = true;
          mutex.sync.order.release(scheduler);
          mutex.sync.event(scheduler, TraceKind.ONCE, 1);
        }
      }
    } finally {
      if (steering == null) {
        mutex.unlock();
      } else {
        steering.operation(); // what the block printed comes before what others do after it
        mutex.unlockAtOnce(scheduler, steering);
      }
    }
  }

  /**
   * A function that runs {@code block} at its first call only. Go: {@code sync.OnceFunc}. Where the
   * block panics, every call throws that panic.
   */
  public static Runnable func(Block block) {
    Outcome<Void> outcome =
        new Outcome<>(() -> {
          try {
            block.run();
          } catch (Exception e) {
            throw Panic.wrap(e);
          }
          return null;
        });
    return outcome::get;
  }

  /**
   * A function that asks {@code supplier} at its first call only and gives that value each time.
   * Go: {@code sync.OnceValue}. Where the supplier panics, every call throws that panic.
   */
  public static <T extends @Nullable Object> Supplier<T> value(Supplier<T> supplier) {
    return new Outcome<>(supplier);
  }

  /** What the first call gave. The once orders the fields' writes before their reads. */
  private static final class Outcome<T extends @Nullable Object> implements Supplier<T> {
    private final Once once = new Once();
    private @Nullable Supplier<? extends T> supplier;
    private @Nullable T value;
    private @Nullable Throwable thrown;

    /** Stays false where the first call ended by a panic or by goexit. */
    private boolean valid;

    Outcome(Supplier<? extends T> supplier) {
      this.supplier = Objects.requireNonNull(supplier);
    }

    @Override
    public T get() {
      once.run(this::first);
      if (!valid) {
        switch (thrown) {
          case RuntimeException e -> throw e;
          case Error e -> throw e;
          case null, default -> throw new Panic(null);
        }
      }
      return Chan.cast(value);
    }

    private void first() {
      Supplier<? extends T> asked = Objects.requireNonNull(supplier);
      supplier = null; // what it holds on to is garbage once it has run
      try {
        value = asked.get();
        valid = true;
      } catch (GoexitError e) {
        throw e;
      } catch (Throwable e) {
        thrown = e;
      }
    }
  }
}
