package goloom.hooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's timed waits, on the run's clock: the untimed wait, and a {@link Deadline} that
 * interrupts it.
 */
public final class TimedWaits {

  private TimedWaits() {}

  /** A wait that can be interrupted. */
  private interface Wait<T extends @Nullable Object> {
    T run() throws InterruptedException;
  }

  /** What holds when the time is up. */
  private interface Late<T extends @Nullable Object> {
    T get();
  }

  /** What a timed wait of the JDK's own does, outside a run. */
  private static boolean ungoverned() {
    return !Run.simulated();
  }

  private static <T extends @Nullable Object> T within(long nanos, Wait<T> wait, Late<T> late)
      throws InterruptedException {
    try (var deadline = Deadline.in(nanos)) {
      try {
        return wait.run();
      } catch (InterruptedException e) {
        deadline.orRethrow(e);
        return late.get();
      }
    }
  }

  // Queues
  // ------

  public static <E> @Nullable E poll(BlockingQueue<E> queue, long timeout, TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return queue.poll(timeout, unit);
    }
    var first = queue.poll();
    return first != null || timeout <= 0
        ? first
        : TimedWaits.<@Nullable E>within(unit.toNanos(timeout), queue::take, queue::poll);
  }

  public static <E> boolean offer(BlockingQueue<E> queue, E element, long timeout, TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return queue.offer(element, timeout, unit);
    }
    return queue.offer(element)
        || (timeout > 0
            && within(
                unit.toNanos(timeout),
                () -> {
                  queue.put(element);
                  return true;
                },
                () -> queue.offer(element)));
  }

  public static <E> @Nullable E pollFirst(BlockingDeque<E> deque, long timeout, TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return deque.pollFirst(timeout, unit);
    }
    var first = deque.pollFirst();
    return first != null || timeout <= 0
        ? first
        : TimedWaits.<@Nullable E>within(unit.toNanos(timeout), deque::takeFirst, deque::pollFirst);
  }

  public static <E> @Nullable E pollLast(BlockingDeque<E> deque, long timeout, TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return deque.pollLast(timeout, unit);
    }
    var last = deque.pollLast();
    return last != null || timeout <= 0
        ? last
        : TimedWaits.<@Nullable E>within(unit.toNanos(timeout), deque::takeLast, deque::pollLast);
  }

  public static <E> boolean offerFirst(
      BlockingDeque<E> deque, E element, long timeout, TimeUnit unit) throws InterruptedException {
    if (ungoverned()) {
      return deque.offerFirst(element, timeout, unit);
    }
    return deque.offerFirst(element)
        || (timeout > 0
            && within(
                unit.toNanos(timeout),
                () -> {
                  deque.putFirst(element);
                  return true;
                },
                () -> deque.offerFirst(element)));
  }

  public static <E> boolean offerLast(
      BlockingDeque<E> deque, E element, long timeout, TimeUnit unit) throws InterruptedException {
    if (ungoverned()) {
      return deque.offerLast(element, timeout, unit);
    }
    return deque.offerLast(element)
        || (timeout > 0
            && within(
                unit.toNanos(timeout),
                () -> {
                  deque.putLast(element);
                  return true;
                },
                () -> deque.offerLast(element)));
  }

  public static <E> boolean tryTransfer(
      TransferQueue<E> queue, E element, long timeout, TimeUnit unit) throws InterruptedException {
    if (ungoverned()) {
      return queue.tryTransfer(element, timeout, unit);
    }
    return queue.tryTransfer(element)
        || (timeout > 0
            && within(
                unit.toNanos(timeout),
                () -> {
                  queue.transfer(element);
                  return true;
                },
                () -> queue.tryTransfer(element)));
  }

  public static <V> @Nullable Future<V> poll(
      CompletionService<V> service, long timeout, TimeUnit unit) throws InterruptedException {
    if (ungoverned()) {
      return service.poll(timeout, unit);
    }
    var first = service.poll();
    return first != null || timeout <= 0
        ? first
        : TimedWaits.<@Nullable Future<V>>within(
            unit.toNanos(timeout), service::take, service::poll);
  }

  // Locks and conditions
  // --------------------

  public static boolean tryLock(Lock lock, long timeout, TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return lock.tryLock(timeout, unit);
    }
    return lock.tryLock()
        || (timeout > 0
            && within(
                unit.toNanos(timeout),
                () -> {
                  lock.lockInterruptibly();
                  return true;
                },
                lock::tryLock));
  }

  public static long tryReadLock(StampedLock lock, long timeout, TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return lock.tryReadLock(timeout, unit);
    }
    long stamp = lock.tryReadLock();
    return stamp != 0 || timeout <= 0
        ? stamp
        : within(unit.toNanos(timeout), lock::readLockInterruptibly, lock::tryReadLock);
  }

  public static long tryWriteLock(StampedLock lock, long timeout, TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return lock.tryWriteLock(timeout, unit);
    }
    long stamp = lock.tryWriteLock();
    return stamp != 0 || timeout <= 0
        ? stamp
        : within(unit.toNanos(timeout), lock::writeLockInterruptibly, lock::tryWriteLock);
  }

  @SuppressWarnings("WaitNotInLoop") // The loop is the program's.
  public static long awaitNanos(Condition condition, long nanos) throws InterruptedException {
    if (ungoverned()) {
      return condition.awaitNanos(nanos);
    }
    long start = Clocks.nanoTime();
    boolean signalled = awaitFor(condition, nanos);
    long left = nanos - (Clocks.nanoTime() - start);
    return signalled ? Math.max(1, left) : Math.min(0, left);
  }

  @SuppressWarnings("WaitNotInLoop") // The loop is the program's.
  public static boolean await(Condition condition, long timeout, TimeUnit unit)
      throws InterruptedException {
    return ungoverned()
        ? condition.await(timeout, unit)
        : awaitFor(condition, unit.toNanos(timeout));
  }

  @SuppressWarnings({"WaitNotInLoop", "JavaUtilDate"}) // The loop and the date are the program's.
  public static boolean awaitUntil(Condition condition, Date deadline) throws InterruptedException {
    if (ungoverned()) {
      return condition.awaitUntil(deadline);
    }
    long millis = deadline.getTime() - Clocks.currentTimeMillis();
    return awaitFor(condition, TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @SuppressWarnings("WaitNotInLoop") // The loop is the program's.
  private static boolean awaitFor(Condition condition, long nanos) throws InterruptedException {
    return within(
        Math.max(0, nanos),
        () -> {
          condition.await();
          return true;
        },
        () -> false);
  }

  // Latches, barriers, semaphores, exchangers
  // -----------------------------------------

  public static boolean await(CountDownLatch latch, long timeout, TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return latch.await(timeout, unit);
    }
    return within(
        Math.max(0, unit.toNanos(timeout)),
        () -> {
          latch.await();
          return true;
        },
        () -> latch.getCount() == 0);
  }

  public static int await(CyclicBarrier barrier, long timeout, TimeUnit unit)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    if (ungoverned()) {
      return barrier.await(timeout, unit);
    }
    var deadline = Deadline.in(Math.max(0, unit.toNanos(timeout)));
    try (deadline) {
      return barrier.await();
    } catch (InterruptedException e) {
      deadline.orRethrow(e);
      throw timeout(e);
    }
  }

  public static int awaitAdvanceInterruptibly(Phaser phaser, int phase, long timeout, TimeUnit unit)
      throws InterruptedException, TimeoutException {
    if (ungoverned()) {
      return phaser.awaitAdvanceInterruptibly(phase, timeout, unit);
    }
    int advanced =
        within(
            Math.max(0, unit.toNanos(timeout)),
            () -> phaser.awaitAdvanceInterruptibly(phase),
            () -> phase);
    if (advanced == phase && phase >= 0) {
      throw new TimeoutException();
    }
    return advanced;
  }

  public static boolean tryAcquire(Semaphore semaphore, long timeout, TimeUnit unit)
      throws InterruptedException {
    return tryAcquire(semaphore, 1, timeout, unit);
  }

  public static boolean tryAcquire(Semaphore semaphore, int permits, long timeout, TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return semaphore.tryAcquire(permits, timeout, unit);
    }
    return within(
        Math.max(0, unit.toNanos(timeout)),
        () -> {
          semaphore.acquire(permits);
          return true;
        },
        () -> semaphore.tryAcquire(permits));
  }

  public static <V> V exchange(Exchanger<V> exchanger, V item, long timeout, TimeUnit unit)
      throws InterruptedException, TimeoutException {
    if (ungoverned()) {
      return exchanger.exchange(item, timeout, unit);
    }
    var deadline = Deadline.in(Math.max(0, unit.toNanos(timeout)));
    try (deadline) {
      return exchanger.exchange(item);
    } catch (InterruptedException e) {
      deadline.orRethrow(e);
      throw timeout(e);
    }
  }

  // Futures and executors
  // ---------------------

  public static <V extends @Nullable Object> V get(Future<V> future, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (ungoverned()) {
      return future.get(timeout, unit);
    }
    var deadline = Deadline.in(Math.max(0, unit.toNanos(timeout)));
    try (deadline) {
      return future.get();
    } catch (InterruptedException e) {
      deadline.orRethrow(e);
      if (future.isDone()) {
        return future.get();
      }
      throw timeout(e);
    }
  }

  public static boolean awaitTermination(ExecutorService executor, long timeout, TimeUnit unit)
      throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }

  public static <T> List<Future<T>> invokeAll(
      ExecutorService executor,
      Collection<? extends Callable<T>> tasks,
      long timeout,
      TimeUnit unit)
      throws InterruptedException {
    if (ungoverned()) {
      return executor.invokeAll(tasks, timeout, unit);
    }
    long end = Clocks.nanoTime() + unit.toNanos(timeout);
    var futures = new ArrayList<Future<T>>();
    for (var task : tasks) {
      futures.add(executor.submit(task));
    }
    try {
      for (var future : futures) {
        await(future, end);
      }
    } finally {
      futures.forEach(f -> f.cancel(true));
    }
    return futures;
  }

  private static void await(Future<?> future, long end) throws InterruptedException {
    try {
      get(future, Math.max(0, end - Clocks.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | CancellationException | TimeoutException e) {
      // The caller looks at the future itself; those still running are cancelled.
    }
  }

  public static <T> T invokeAny(
      ExecutorService executor,
      Collection<? extends Callable<T>> tasks,
      long timeout,
      TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (ungoverned()) {
      return executor.invokeAny(tasks, timeout, unit);
    }
    var deadline = Deadline.in(Math.max(0, unit.toNanos(timeout)));
    try (deadline) {
      return executor.invokeAny(tasks);
    } catch (InterruptedException e) {
      deadline.orRethrow(e);
      throw timeout(e);
    }
  }

  private static TimeoutException timeout(InterruptedException cause) {
    var timeout = new TimeoutException();
    timeout.setStackTrace(cause.getStackTrace());
    return timeout;
  }

  // Threads
  // -------

  public static void join(Thread thread, long millis) throws InterruptedException {
    if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    }
    if (millis == 0) {
      Threads.join(thread);
    } else {
      boolean _ = join(thread, Duration.ofMillis(millis));
    }
  }

  public static void join(Thread thread, long millis, int nanos) throws InterruptedException {
    boolean _ = join(thread, Duration.ofMillis(millis).plusNanos(nanos));
  }

  public static boolean join(Thread thread, Duration duration) throws InterruptedException {
    if (thread.getState() == Thread.State.NEW) {
      throw new IllegalThreadStateException("Thread not started");
    }
    if (ungoverned()) {
      return thread.join(duration);
    }
    return within(
        Math.max(0, TimeUnit.NANOSECONDS.convert(duration)),
        () -> {
          Threads.join(thread);
          return true;
        },
        () -> !Threads.isAlive(thread));
  }

  public static void timedJoin(TimeUnit unit, Thread thread, long timeout)
      throws InterruptedException {
    if (timeout > 0) {
      boolean _ = join(thread, Duration.ofNanos(unit.toNanos(timeout)));
    }
  }

  public static void timedWait(TimeUnit unit, Object object, long timeout)
      throws InterruptedException {
    if (timeout > 0) {
      long nanos = unit.toNanos(timeout);
      Monitors.wait(object, TimeUnit.NANOSECONDS.toMillis(nanos), (int) (nanos % 1_000_000));
    }
  }

  private static final class Unpark extends Alarm {
    private final Thread parked = Thread.currentThread();

    @Override
    protected void fire(long now) {
      LockSupport.unpark(parked);
    }
  }

  public static void parkNanos(long nanos) {
    parkNanos(null, nanos);
  }

  public static void parkNanos(@Nullable Object blocker, long nanos) {
    if (ungoverned()) {
      LockSupport.parkNanos(blocker, nanos);
    } else if (nanos > 0) {
      var unpark = new Unpark();
      unpark.start(nanos);
      LockSupport.park(blocker);
      unpark.stop();
    }
  }

  public static void parkUntil(long deadline) {
    parkUntil(null, deadline);
  }

  public static void parkUntil(@Nullable Object blocker, long deadline) {
    if (ungoverned()) {
      LockSupport.parkUntil(blocker, deadline);
    } else {
      parkNanos(blocker, TimeUnit.MILLISECONDS.toNanos(deadline - Clocks.currentTimeMillis()));
    }
  }
}
