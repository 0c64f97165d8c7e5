package goloom.hooks;

import goloom.race.SharedCalls;
import goloom.scheduler.Governor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code ThreadPoolExecutor}: its threads are the scheduler's, and its timed waits
 * follow the run's clock. How long an idle thread lives is up to the queue, which stands in for one
 * of the JDK's too.
 */
public class GoThreadPool extends ThreadPoolExecutor {

  private final CountDownLatch terminated = new CountDownLatch(1);

  public GoThreadPool(
      int core, int maximum, long keepAlive, TimeUnit unit, BlockingQueue<Runnable> queue) {
    super(core, maximum, keepAlive, unit, queue, Threads.poolFactory());
  }

  public GoThreadPool(
      int core,
      int maximum,
      long keepAlive,
      TimeUnit unit,
      BlockingQueue<Runnable> queue,
      ThreadFactory factory) {
    super(core, maximum, keepAlive, unit, queue, Threads.wrap(factory));
  }

  public GoThreadPool(
      int core,
      int maximum,
      long keepAlive,
      TimeUnit unit,
      BlockingQueue<Runnable> queue,
      RejectedExecutionHandler handler) {
    super(core, maximum, keepAlive, unit, queue, Threads.poolFactory(), handler);
  }

  public GoThreadPool(
      int core,
      int maximum,
      long keepAlive,
      TimeUnit unit,
      BlockingQueue<Runnable> queue,
      ThreadFactory factory,
      RejectedExecutionHandler handler) {
    super(core, maximum, keepAlive, unit, queue, Threads.wrap(factory), handler);
  }

  @Override
  public void setThreadFactory(ThreadFactory factory) {
    super.setThreadFactory(Threads.wrap(factory));
  }

  // A pool interrupts its threads in the order of their workers' identity hash codes.

  @Override
  public void shutdown() {
    Governor.wakingInOrder(super::shutdown);
  }

  @Override
  public List<Runnable> shutdownNow() {
    var left = new ArrayList<Runnable>();
    Governor.wakingInOrder(() -> left.addAll(super.shutdownNow()));
    return left;
  }

  @Override
  public void setCorePoolSize(int threads) {
    Governor.wakingInOrder(() -> super.setCorePoolSize(threads));
  }

  @Override
  public void setMaximumPoolSize(int threads) {
    Governor.wakingInOrder(() -> super.setMaximumPoolSize(threads));
  }

  @Override
  public void setKeepAliveTime(long time, TimeUnit unit) {
    Governor.wakingInOrder(() -> super.setKeepAliveTime(time, unit));
  }

  @Override
  public void allowCoreThreadTimeOut(boolean allowed) {
    Governor.wakingInOrder(() -> super.allowCoreThreadTimeOut(allowed));
  }

  @Override
  public void execute(Runnable task) {
    if (task != null) {
      SharedCalls.release(task);
    }
    super.execute(task);
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    SharedCalls.acquire(task);
    super.beforeExecute(thread, task);
  }

  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
    if (!(task instanceof GoFutureTask)) {
      SharedCalls.ends(this);
    }
    SharedCalls.release(task);
    SharedCalls.release(this);
    super.afterExecute(task, thrown);
  }

  @Override
  protected void terminated() {
    terminated.countDown();
    super.terminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return TimedWaits.await(terminated, timeout, unit);
  }

  @Override
  public void close() {
    Closing.close(this, terminated);
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    return Run.simulated()
        ? TimedWaits.invokeAll(this, tasks, timeout, unit)
        : super.invokeAll(tasks, timeout, unit);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return Run.simulated()
        ? TimedWaits.invokeAny(this, tasks, timeout, unit)
        : super.invokeAny(tasks, timeout, unit);
  }
}
