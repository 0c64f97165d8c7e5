package goloom.hooks;

import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
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
}
