package goloom.hooks;

import goloom.race.SharedCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code ScheduledThreadPoolExecutor}: up to so many threads of the scheduler's that
 * wait, on the run's clock, for the task that is due first. The pool that it extends is never given
 * anything to do.
 *
 * <p>{@link #queue}, {@link #workers} and {@link #shut} are guarded by {@link #lock}.
 */
public class GoScheduledPool extends ScheduledThreadPoolExecutor {

  private final int most;
  private final ThreadFactory factory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Task<?>> queue = new PriorityQueue<>();
  private final List<Thread> workers = new ArrayList<>();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private long sequence;
  private boolean shut;

  public GoScheduledPool(int threads) {
    this(threads, Threads.defaultThreadFactory());
  }

  public GoScheduledPool(int threads, RejectedExecutionHandler handler) {
    this(threads);
  }

  public GoScheduledPool(int threads, ThreadFactory factory, RejectedExecutionHandler handler) {
    this(threads, factory);
  }

  public GoScheduledPool(int threads, ThreadFactory factory) {
    super(threads);
    most = Math.max(1, threads);
    this.factory = java.util.Objects.requireNonNull(Threads.wrap(factory));
  }

  private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
    private final long number = sequence++;

    /**
     * Nanoseconds from one run to the next; negative from the end of one to the next; 0 for once.
     */
    private final long period;

    private long due;

    Task(Callable<V> body, long due, long period) {
      super(body);
      this.due = due;
      this.period = period;
    }

    @Override
    public boolean isPeriodic() {
      return period != 0;
    }

    @Override
    public void run() {
      SharedCalls.acquire(this);
      boolean again = isPeriodic() && runAndReset();
      if (!isPeriodic()) {
        super.run();
      }
      SharedCalls.release(this);
      SharedCalls.release(GoScheduledPool.this);
      if (again) {
        due = period > 0 ? due + period : Clocks.nanoTime() - period;
        again(this);
      }
    }

    @Override
    public boolean cancel(boolean interrupt) {
      boolean cancelled = super.cancel(interrupt);
      lock.lock();
      try {
        queue.remove(this);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      return cancelled;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - Clocks.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      if (other instanceof Task<?> task) {
        int byTime = Long.compare(due, task.due);
        return byTime == 0 ? Long.compare(number, task.number) : byTime;
      }
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  private <V> Task<V> add(Callable<V> body, long delay, long period, TimeUnit unit) {
    java.util.Objects.requireNonNull(body);
    long due = Clocks.nanoTime() + Math.max(0, unit.toNanos(delay));
    var task = new Task<V>(body, due, period);
    SharedCalls.release(task);
    lock.lock();
    try {
      if (shut) {
        throw new RejectedExecutionException("the pool has been shut down");
      }
      queue.add(task);
      if (workers.size() < most) {
        var worker = factory.newThread(this::work);
        workers.add(worker);
        worker.start();
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
    return task;
  }

  private void again(Task<?> task) {
    lock.lock();
    try {
      if (!shut && !task.isCancelled()) {
        queue.add(task);
        changed.signal();
      } else if (shut) {
        task.cancel(false);
      }
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (Task<?> task; (task = next()) != null; ) {
        task.run();
        boolean _ = Thread.interrupted();
      }
    } finally {
      lock.lock();
      try {
        workers.remove(Thread.currentThread());
        endIfIdle();
      } finally {
        lock.unlock();
      }
    }
  }

  /** The task that is due, waited for; null when there will be none any more. */
  private @Nullable Task<?> next() {
    lock.lock();
    try {
      while (true) {
        var first = queue.peek();
        if (first == null && shut) {
          changed.signalAll();
          return null;
        }
        long delay = first == null ? 0 : first.due - Clocks.nanoTime();
        if (first != null && delay <= 0) {
          return queue.poll();
        }
        try {
          if (first == null) {
            changed.await();
          } else {
            TimedWaits.awaitNanos(changed, delay);
          }
        } catch (InterruptedException e) {
          // Somebody shut the pool down; the loop sees that.
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void endIfIdle() {
    if (shut && queue.isEmpty() && workers.isEmpty()) {
      terminated.countDown();
      super.shutdown();
    }
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return add(Executors.callable(task), delay, 0, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    return add(task, delay, 0, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long delay, long period, TimeUnit unit) {
    return add(Executors.callable(task), delay, positive(unit.toNanos(period)), unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long delay, long pause, TimeUnit unit) {
    return add(Executors.callable(task), delay, -positive(unit.toNanos(pause)), unit);
  }

  private static long positive(long period) {
    if (period <= 0) {
      throw new IllegalArgumentException("the period must be positive, not " + period);
    }
    return period;
  }

  @Override
  public void execute(Runnable task) {
    var _ = schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public Future<?> submit(Runnable task) {
    return schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public <T> Future<T> submit(Runnable task, T result) {
    return schedule(Executors.callable(task, result), 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    return schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public void shutdown() {
    lock.lock();
    try {
      shut = true;
      // As the JDK does by default: what is delayed still runs, what is periodic doesn't.
      List.copyOf(queue).stream().filter(Task::isPeriodic).forEach(t -> t.cancel(false));
      changed.signalAll();
      endIfIdle();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    lock.lock();
    try {
      shut = true;
      var dropped = new ArrayList<Runnable>(queue);
      queue.clear();
      List.copyOf(workers).forEach(Thread::interrupt);
      changed.signalAll();
      endIfIdle();
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what waits; what runs is left to end. */
  void dropAll() {
    lock.lock();
    try {
      shut = true;
      queue.clear();
      changed.signalAll();
      endIfIdle();
    } finally {
      lock.unlock();
    }
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
