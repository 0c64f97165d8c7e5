package goloom.scheduler;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Fires the timers of a scheduler on the real clock, on a daemon thread started with the first.
 * Thread-safe.
 */
@SuppressWarnings("ReferenceEquality") // timers have no other equality
final class TimerThread {
  private final RealScheduler scheduler;
  private final TimerHeap heap = new TimerHeap();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private volatile boolean firing;

  TimerThread(RealScheduler scheduler) {
    this.scheduler = scheduler;
  }

  void start(RuntimeTimer timer, long when) {
    lock.lock();
    try {
      heap.add(timer, when);
      if (thread == null) {
        thread = Thread.ofPlatform().daemon().name("goloom timers").start(this::fireAll);
      }
      if (heap.first() == timer) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean stop(RuntimeTimer timer) {
    lock.lock();
    try {
      return heap.remove(timer);
    } finally {
      lock.unlock();
    }
  }

  /** Timers that will fire, the one firing now included. */
  int pending() {
    lock.lock();
    try {
      return heap.size() + (firing ? 1 : 0);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a thread waits for the timers' lock, which is not being asleep. */
  boolean contends(Thread thread) {
    return lock.hasQueuedThread(thread);
  }

  void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void fireAll() {
    try {
      for (; ; ) {
        RuntimeTimer due = next();
        due.fire(scheduler.now());
        firing = false;
      }
    } catch (InterruptedException e) {
      // The program is over.
    }
  }

  private RuntimeTimer next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (; ; ) {
        RuntimeTimer first = heap.first();
        if (first == null) {
          changed.await();
        } else {
          long left = first.when - scheduler.now();
          if (left <= 0) {
            heap.remove(first);
            firing = true;
            return first;
          }
          changed.awaitNanos(left);
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
