package goloom.hooks;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** {@code Executors}: pools of the scheduler's threads. */
public final class Pools {

  private static final long CACHED_SECONDS = 60;

  private Pools() {}

  public static ExecutorService newFixedThreadPool(int threads) {
    return newFixedThreadPool(threads, Threads.defaultThreadFactory());
  }

  public static ExecutorService newFixedThreadPool(int threads, ThreadFactory factory) {
    return new GoThreadPool(
        threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
  }

  public static ExecutorService newSingleThreadExecutor() {
    return newFixedThreadPool(1);
  }

  public static ExecutorService newSingleThreadExecutor(ThreadFactory factory) {
    return newFixedThreadPool(1, factory);
  }

  public static ExecutorService newCachedThreadPool() {
    return newCachedThreadPool(Threads.defaultThreadFactory());
  }

  public static ExecutorService newCachedThreadPool(ThreadFactory factory) {
    return new GoThreadPool(
        0,
        Integer.MAX_VALUE,
        CACHED_SECONDS,
        TimeUnit.SECONDS,
        new Queues.Synchronous<>(),
        factory);
  }

  /**
   * A pool that steals work has threads that can't be governed; each task gets one of its own
   * instead.
   */
  public static ExecutorService newWorkStealingPool() {
    return new GoForkJoinPool();
  }

  public static ExecutorService newWorkStealingPool(int parallelism) {
    return new GoForkJoinPool(parallelism);
  }

  public static ExecutorService newVirtualThreadPerTaskExecutor() {
    return newThreadPerTaskExecutor(Thread.ofVirtual().factory());
  }

  public static ExecutorService newThreadPerTaskExecutor(ThreadFactory factory) {
    return Run.simulated()
        ? new PerTaskExecutor(Threads.required(factory))
        : Executors.newThreadPerTaskExecutor(factory);
  }

  public static ScheduledExecutorService newScheduledThreadPool(int threads) {
    return new GoScheduledPool(threads);
  }

  public static ScheduledExecutorService newScheduledThreadPool(
      int threads, ThreadFactory factory) {
    return new GoScheduledPool(threads, factory);
  }

  public static ScheduledExecutorService newSingleThreadScheduledExecutor() {
    return new GoScheduledPool(1);
  }

  public static ScheduledExecutorService newSingleThreadScheduledExecutor(ThreadFactory factory) {
    return new GoScheduledPool(1, factory);
  }

  /** The executor of asynchronous stages that were given none. */
  public static Executor async() {
    return Threads.async();
  }
}
