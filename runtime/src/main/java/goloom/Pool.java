package goloom;

import goloom.scheduler.Cost;
import goloom.scheduler.Ordering;
import goloom.scheduler.Scheduler;
import goloom.scheduler.SyncObject;
import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values kept for reuse. Go: {@code sync.Pool}. Thread-safe. Which value {@link #get} gives, and
 * whether a value that was put is ever given again, is not for the program to know.
 *
 * <pre>{@code
 * var buffers = new Pool<>(StringBuilder::new);
 * var b = buffers.get();
 * b.setLength(0); buffers.put(b.append("reused"));
 * }</pre>
 */
public final class Pool<T> {
  /*
   * Go: src/sync/pool.go. The value put last while `kept` is free comes out first, then the others, the latest first.
   * Different here: one store instead of one for each processor; and the garbage collector does not empty it, for a
   * run would then depend on the collector: the values live as long as the pool.
   */
  private final SyncObject sync = new SyncObject("pool");
  private final ArrayDeque<Stored<T>> others = new ArrayDeque<>();
  private final @Nullable Supplier<? extends T> maker;
  private @Nullable Stored<T> kept;

  /** A value, and what orders who gets it after who put it. */
  private record Stored<T>(T value, Ordering order) {}

  /** An empty pool that gives {@code null} when it is empty. Go: a pool without {@code New}. */
  public Pool() {
    maker = null;
  }

  /** An empty pool that asks {@code maker} for a new value when it is empty. */
  public Pool(Supplier<? extends T> maker) {
    this.maker = maker;
  }

  /** Takes a value out of the pool, or makes one. */
  public @Nullable T get() {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    sync.acquire();
    Stored<T> stored = kept;
    if (stored == null) {
      stored = others.pollFirst();
    } else {
      kept = null;
    }
    sync.release();
    if (stored == null) {
      return maker == null ? null : maker.get();
    }
    stored.order.acquire(scheduler);
    return stored.value;
  }

  /** Puts a value into the pool; does nothing with {@code null}. */
  public void put(@Nullable T value) {
    if (value == null) {
      return;
    }
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Stored<T> stored = new Stored<>(value, new Ordering());
    stored.order.release(scheduler);
    sync.acquire();
    if (kept == null) {
      kept = stored;
    } else {
      others.addFirst(stored);
    }
    sync.release();
  }

  @Override
  public String toString() {
    return "Pool";
  }
}
