package goloom.hooks;

import goloom.race.SharedCalls;
import goloom.scheduler.G;
import goloom.scheduler.SyncObject;
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
    boolean woken;

    @Override
    protected void fire(long now) {
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
    sync.acquire();
    if (owner == null || owner == g) {
      owner = g;
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
    if (Thread.interrupted()) {
      SharedCalls.interrupted();
      throw new InterruptedException();
    }
    var waiter = new Waiter();
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
    boolean interrupted = park(waiter);
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

  void wakeOne() {
    checkOwner(G.current());
    sync.acquire();
    Waiter waiter = poll();
    sync.release();
    if (waiter != null) {
      LockSupport.unpark(waiter.thread);
    }
  }

  void wakeAll() {
    checkOwner(G.current());
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
    }
    return waiter;
  }

  private void checkOwner(G g) {
    if (owner != g) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
  }
}
