package goloom.hooks;

import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Queues of the JDK's whose timed polls follow the run's clock, also where the JDK itself polls: in
 * the idle threads of a pool.
 */
public final class Queues {

  private Queues() {}

  /** Stands for {@code SynchronousQueue}. */
  public static class Synchronous<E> extends SynchronousQueue<E> {
    private static final long serialVersionUID = 1;

    public Synchronous() {}

    public Synchronous(boolean fair) {
      super(fair);
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
      return Run.simulated() ? TimedWaits.poll(this, timeout, unit) : super.poll(timeout, unit);
    }
  }

  /** Stands for {@code LinkedBlockingQueue}. */
  public static class Linked<E> extends LinkedBlockingQueue<E> {
    private static final long serialVersionUID = 1;

    public Linked() {}

    public Linked(int capacity) {
      super(capacity);
    }

    public Linked(Collection<? extends E> elements) {
      super(elements);
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
      return Run.simulated() ? TimedWaits.poll(this, timeout, unit) : super.poll(timeout, unit);
    }
  }

  /** Stands for {@code LinkedBlockingDeque}. */
  public static class LinkedDeque<E> extends LinkedBlockingDeque<E> {
    private static final long serialVersionUID = 1;

    public LinkedDeque() {}

    public LinkedDeque(int capacity) {
      super(capacity);
    }

    public LinkedDeque(Collection<? extends E> elements) {
      super(elements);
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
      return Run.simulated() ? TimedWaits.poll(this, timeout, unit) : super.poll(timeout, unit);
    }
  }

  /** Stands for {@code ArrayBlockingQueue}. */
  public static class Array<E> extends ArrayBlockingQueue<E> {
    private static final long serialVersionUID = 1;

    public Array(int capacity) {
      super(capacity);
    }

    public Array(int capacity, boolean fair) {
      super(capacity, fair);
    }

    public Array(int capacity, boolean fair, Collection<? extends E> elements) {
      super(capacity, fair, elements);
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
      return Run.simulated() ? TimedWaits.poll(this, timeout, unit) : super.poll(timeout, unit);
    }
  }

  /** Stands for {@code PriorityBlockingQueue}. */
  public static class Priority<E> extends PriorityBlockingQueue<E> {
    private static final long serialVersionUID = 1;

    public Priority() {}

    public Priority(int capacity) {
      super(capacity);
    }

    public Priority(int capacity, Comparator<? super E> order) {
      super(capacity, order);
    }

    public Priority(Collection<? extends E> elements) {
      super(elements);
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
      return Run.simulated() ? TimedWaits.poll(this, timeout, unit) : super.poll(timeout, unit);
    }
  }

  /** Stands for {@code DelayQueue}, which asks each element how long it has yet to wait. */
  public static class Delaying<E extends Delayed> extends DelayQueue<E> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    public Delaying() {}

    public Delaying(Collection<? extends E> elements) {
      super(elements);
    }

    @Override
    public boolean offer(E element) {
      boolean added = super.offer(element);
      var own = lock;
      if (own != null) { // the constructor that it extends adds before there is one
        own.lock();
        try {
          changed.signalAll();
        } finally {
          own.unlock();
        }
      }
      return added;
    }

    @Override
    public E take() throws InterruptedException {
      E element;
      do {
        element = poll(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } while (element == null);
      return element;
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
      if (!Run.simulated()) {
        return super.poll(timeout, unit);
      }
      long nanos = unit.toNanos(timeout);
      long start = Clocks.nanoTime();
      lock.lockInterruptibly();
      try {
        while (true) {
          E element = poll();
          long left = nanos - (Clocks.nanoTime() - start);
          if (element != null || left <= 0) {
            return element;
          }
          E first = peek();
          if (first == null && nanos == Long.MAX_VALUE) {
            changed.await();
          } else {
            long delay = first == null ? left : first.getDelay(TimeUnit.NANOSECONDS);
            TimedWaits.awaitNanos(changed, Math.min(left, delay));
          }
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
