package goloom.hooks;

import goloom.race.SharedCalls;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code Executors.newThreadPerTaskExecutor}, whose waits follow the run's clock. Confined to the
 * simulation's carrier: none of its methods can be switched away from but where it waits.
 */
final class PerTaskExecutor extends AbstractExecutorService {

  private final ThreadFactory factory;
  private final Set<Thread> running = new LinkedHashSet<>();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private boolean shut;

  PerTaskExecutor(ThreadFactory factory) {
    this.factory = factory;
  }

  @Override
  public void execute(Runnable task) {
    java.util.Objects.requireNonNull(task);
    if (shut) {
      throw new RejectedExecutionException();
    }
    var thread =
        factory.newThread(() -> {
          try {
            task.run();
          } finally {
            SharedCalls.ends(this);
            SharedCalls.release(task);
            SharedCalls.release(this);
            running.remove(Thread.currentThread());
            endIfIdle();
          }
        });
    if (thread == null) {
      throw new RejectedExecutionException();
    }
    running.add(thread);
    thread.start();
  }

  private void endIfIdle() {
    if (shut && running.isEmpty()) {
      terminated.countDown();
    }
  }

  @Override
  public void shutdown() {
    shut = true;
    endIfIdle();
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    List.copyOf(running).forEach(Thread::interrupt);
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shut;
  }

  @Override
  public boolean isTerminated() {
    return terminated.getCount() == 0;
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
    return TimedWaits.invokeAll(this, tasks, timeout, unit);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return TimedWaits.invokeAny(this, tasks, timeout, unit);
  }
}
