package goloom.hooks;

import goloom.race.SharedCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Stands for {@code ForkJoinPool}: each task runs on a goroutine of its own, since a pool's own
 * threads can't be governed. The pool that it extends is never given anything to do.
 */
public class GoForkJoinPool extends ForkJoinPool {

  private final int parallelism;
  private final ExecutorService tasks = Executors.newThreadPerTaskExecutor(GoForkJoinPool::worker);

  public GoForkJoinPool() {
    this(Run.processors());
  }

  public GoForkJoinPool(int parallelism) {
    super(1);
    this.parallelism = parallelism;
  }

  public GoForkJoinPool(
      int parallelism,
      ForkJoinWorkerThreadFactory factory,
      Thread.UncaughtExceptionHandler handler,
      boolean async) {
    this(parallelism);
  }

  @SuppressWarnings("TooManyParameters") // The JDK's constructor.
  public GoForkJoinPool(
      int parallelism,
      ForkJoinWorkerThreadFactory factory,
      Thread.UncaughtExceptionHandler handler,
      boolean async,
      int corePoolSize,
      int maximumPoolSize,
      int minimumRunnable,
      Predicate<? super ForkJoinPool> saturate,
      long keepAliveTime,
      TimeUnit unit) {
    this(parallelism);
  }

  private static Thread worker(Runnable task) {
    var thread = new GoThread(task, "ForkJoinPool-worker-" + Run.state().nextWorker());
    thread.setDaemon(true);
    return thread.makeCompanion();
  }

  @Override
  public <T> T invoke(ForkJoinTask<T> task) {
    T result = submit(task).join();
    SharedCalls.acquire(task);
    return result;
  }

  @Override
  public void execute(ForkJoinTask<?> task) {
    tasks.execute(() -> ForkJoins.run(task));
  }

  @Override
  public void execute(Runnable task) {
    tasks.execute(task);
  }

  @Override
  public <T> ForkJoinTask<T> submit(ForkJoinTask<T> task) {
    execute(task);
    return task;
  }

  @Override
  public <T> ForkJoinTask<T> submit(Callable<T> task) {
    return submit(ForkJoinTask.adapt(task));
  }

  @Override
  public <T> ForkJoinTask<T> submit(Runnable task, T result) {
    return submit(ForkJoinTask.adapt(task, result));
  }

  @Override
  public ForkJoinTask<?> submit(Runnable task) {
    return submit(ForkJoinTask.adapt(task));
  }

  @Override
  public <T> ForkJoinTask<T> externalSubmit(ForkJoinTask<T> task) {
    return submit(task);
  }

  @Override
  public <T> ForkJoinTask<T> lazySubmit(ForkJoinTask<T> task) {
    return submit(task);
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> all) {
    var futures = new ArrayList<Future<T>>();
    for (var task : all) {
      futures.add(submit(task));
    }
    for (var future : futures) {
      ((ForkJoinTask<T>) future).quietlyJoin();
      SharedCalls.acquire(future);
    }
    return futures;
  }

  @Override
  public <T> List<Future<T>> invokeAllUninterruptibly(Collection<? extends Callable<T>> all) {
    return invokeAll(all);
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> all, long timeout, TimeUnit unit)
      throws InterruptedException {
    return TimedWaits.invokeAll(tasks, all, timeout, unit);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> all)
      throws InterruptedException, ExecutionException {
    return tasks.invokeAny(all);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> all, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return TimedWaits.invokeAny(tasks, all, timeout, unit);
  }

  @Override
  public int getParallelism() {
    return parallelism;
  }

  @Override
  public void shutdown() {
    tasks.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return tasks.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return tasks.isShutdown();
  }

  @Override
  public boolean isTerminating() {
    return tasks.isShutdown() && !tasks.isTerminated();
  }

  @Override
  public boolean isTerminated() {
    SharedCalls.acquire(tasks);
    return tasks.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    boolean ended = TimedWaits.awaitTermination(tasks, timeout, unit);
    SharedCalls.acquire(tasks);
    return ended;
  }

  @Override
  public void close() {
    tasks.close();
    SharedCalls.acquire(tasks);
  }
}
