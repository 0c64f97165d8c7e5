package goloom.hooks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What {@code CompletableFuture} does after a while: each such wait is a sleeping thread. */
public final class Timeouts {

  private Timeouts() {}

  public static <T> CompletableFuture<T> orTimeout(
      CompletableFuture<T> future, long timeout, TimeUnit unit) {
    if (!Run.simulated()) {
      return future.orTimeout(timeout, unit);
    }
    unless(future, timeout, unit, () -> future.completeExceptionally(new TimeoutException()));
    return future;
  }

  public static <T> CompletableFuture<T> completeOnTimeout(
      CompletableFuture<T> future, T value, long timeout, TimeUnit unit) {
    if (!Run.simulated()) {
      return future.completeOnTimeout(value, timeout, unit);
    }
    unless(future, timeout, unit, () -> future.complete(value));
    return future;
  }

  /** Runs {@code late} when the time is up, unless the future is done before. */
  private static void unless(
      CompletableFuture<?> future, long timeout, TimeUnit unit, Runnable late) {
    if (future.isDone()) {
      return;
    }
    var timer = later(timeout, unit, late);
    var _ = future.whenComplete((_, _) -> timer.interrupt());
  }

  public static Executor delayedExecutor(long delay, TimeUnit unit) {
    return delayedExecutor(delay, unit, Threads.async());
  }

  public static Executor delayedExecutor(long delay, TimeUnit unit, Executor executor) {
    if (!Run.simulated()) {
      return CompletableFuture.delayedExecutor(delay, unit, executor);
    }
    return task -> later(delay, unit, () -> executor.execute(task));
  }

  private static Thread later(long delay, TimeUnit unit, Runnable action) {
    var thread =
        new GoThread(
            () -> {
              try {
                Sleeps.sleepNanos(unit.toNanos(delay));
              } catch (InterruptedException e) {
                return; // no longer needed
              }
              action.run();
            },
            "CompletableFutureDelayScheduler");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
