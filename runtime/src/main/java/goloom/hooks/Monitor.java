package goloom.hooks;

import goloom.race.SharedCalls;
import goloom.scheduler.G;
import goloom.scheduler.Governor;
import goloom.scheduler.Steering;
import goloom.scheduler.SyncObject;
import goloom.scheduler.Touch;
import goloom.scheduler.WaitReason;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What {@code synchronized} and {@code Object.wait} work on in rewritten code: reentrant, owned by
 * a goroutine, handed to those who wait for it in the order of their coming.
 *
 * <p>Invariant: a monitor that someone waits to enter has an owner. All fields are guarded by
 * {@link #sync}'s lock, which nobody parks with. To enter is to park in the scheduler; to wait is
 * to park as the JDK does, so that an interrupt ends it.
 */
public final class Monitor {

  /**
   * Places for a search: who enters, who leaves; who waits or is woken; from here each who waits.
   */
  private static final int ENTERED = 0;

  private static final int LEFT = 1;
  private static final int WAITS = 2;
  private static final int WAITER = 3;

  private int waiters;

  private final SyncObject sync;
  private final ArrayDeque<G> entering = new ArrayDeque<>();
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private @Nullable G owner;
  private int holds;

  Monitor(SyncObject sync) {
    this.sync = sync;
  }

  /** One call of {@code wait}. */
  private final class Waiter extends Alarm {
    final Thread thread = Thread.currentThread();
    final G g;
    final int part;
    boolean woken;

    Waiter(G g) {
      this.g = g;
      part = WAITER + waiters++;
    }

    /** It may go on, after what the running step did. */
    private void isLetGo() {
      Steering steering = g.scheduler().steering();
      if (steering != null) {
        steering.touch(sync, WAITS, Touch.WRITE);
        steering.release(sync, part);
      }
    }

    @Override
    protected void fire(long now) {
      isLetGo();
      sync.acquire();
      boolean late = woken || !waiting.remove(this);
      woken = true;
      sync.release();
      if (!late) {
        LockSupport.unpark(thread);
      }
    }
  }

  void enter() {
    enter(G.current(), 1);
  }

  private void enter(G g, int times) {
    Steering steering = g.scheduler().steering();
    if (steering != null && owner != g) {
      steering.operation(sync, WaitReason.SYNCHRONIZED, () -> owner == null, ENTERED, Touch.WRITE);
      steering.touch(sync, ENTERED, Touch.WRITE);
      steering.takeBack(sync, LEFT);
    }
    sync.acquire();
    if (owner == null || owner == g) {
      if (owner == null) {
        owner = g;
        sync.entered(g);
      }
      holds += times;
      sync.release();
      if (holds == times) {
        sync.order.entered(g.scheduler());
      }
      return;
    }
    entering.add(g);
    sync.release();
    g.scheduler().park(g, WaitReason.SYNCHRONIZED, sync);
    // Whoever left has made this goroutine the owner.
    holds = times;
    sync.entered(g);
    sync.order.entered(g.scheduler());
  }

  void exit() {
    G g = G.current();
    sync.acquire();
    if (owner != g) {
      sync.release();
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    G next = null;
    Steering steering = g.scheduler().steering();
    if (steering != null && holds == 1) {
      steering.operation();
      steering.release(sync, LEFT);
    }
    if (--holds == 0) {
      sync.order.left(g.scheduler());
      next = handOver();
    }
    sync.release();
    if (next != null) {
      next.scheduler().ready(next);
    }
  }

  private @Nullable G handOver() {
    owner = entering.poll();
    sync.left(owner);
    return owner;
  }

  boolean isHeld() {
    return owner == G.current();
  }

  /**
   * {@code Object.wait}.
   *
   * @param nanos how long; 0 for ever
   */
  void await(long nanos) throws InterruptedException {
    G g = G.current();
    checkOwner(g);
    Governor.mayWait(); // before anything is let go of
    if (Thread.interrupted()) {
      SharedCalls.interrupted();
      throw new InterruptedException();
    }
    Steering steering = g.scheduler().steering();
    if (steering != null) {
      steering.operation();
      steering.touch(sync, WAITS, Touch.WRITE);
      steering.release(sync, LEFT);
    }
    var waiter = new Waiter(g);
    sync.acquire();
    waiting.add(waiter);
    int held = holds;
    holds = 0;
    sync.order.left(g.scheduler());
    G next = handOver();
    sync.release();
    if (next != null) {
      next.scheduler().ready(next);
    }
    if (nanos > 0) {
      waiter.start(nanos);
    }
    boolean interrupted = steering == null ? park(waiter) : stand(waiter, steering);
    if (nanos > 0) {
      waiter.stop();
    }
    enter(g, held);
    if (interrupted) {
      SharedCalls.interrupted();
      throw new InterruptedException();
    }
  }

  /** Waits to be woken; true where an interrupt came first. */
  private boolean park(Waiter waiter) {
    while (true) {
      sync.acquire();
      boolean woken = waiter.woken;
      if (!woken && Thread.interrupted()) {
        waiting.remove(waiter);
        waiter.woken = true;
        sync.release();
        return true;
      }
      sync.release();
      if (woken) {
        return false;
      }
      Run.park(WaitReason.OBJECT_WAIT, sync);
    }
  }

  /** In a search: waits to be woken; true where an interrupt came first. */
  private boolean stand(Waiter waiter, Steering steering) {
    steering.operation(
        sync,
        WaitReason.OBJECT_WAIT,
        () -> waiter.woken || waiter.thread.isInterrupted(),
        waiter.part,
        null);
    steering.acquire(sync, waiter.part);
    if (waiter.woken) {
      return false;
    }
    waiting.remove(waiter);
    waiter.woken = true;
    return Thread.interrupted();
  }

  /** In a search: a step that wakes, which is in an order with all that wait and wake. */
  private @Nullable Steering wakes() {
    Steering steering = G.current().scheduler().steering();
    if (steering != null) {
      steering.operation();
      steering.touch(sync, WAITS, Touch.WRITE);
    }
    return steering;
  }

  void wakeOne() {
    checkOwner(G.current());
    Steering steering = wakes();
    if (steering != null && waiting.size() > 1) {
      // Java leaves it open who is woken.
      for (int i = steering.choose(waiting.size()); i > 0; i--) {
        waiting.addLast(waiting.removeFirst());
      }
    }
    sync.acquire();
    Waiter waiter = poll();
    sync.release();
    if (waiter != null) {
      LockSupport.unpark(waiter.thread);
    }
  }

  void wakeAll() {
    checkOwner(G.current());
    var _ = wakes();
    while (true) {
      sync.acquire();
      Waiter waiter = poll();
      sync.release();
      if (waiter == null) {
        return;
      }
      LockSupport.unpark(waiter.thread);
    }
  }

  private @Nullable Waiter poll() {
    Waiter waiter = waiting.poll();
    if (waiter != null) {
      waiter.woken = true;
      waiter.isLetGo();
    }
    return waiter;
  }

  private void checkOwner(G g) {
    if (owner != g) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
  }
}
