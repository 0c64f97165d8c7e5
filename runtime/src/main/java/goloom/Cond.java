package goloom;

import goloom.scheduler.Cost;
import goloom.scheduler.G;
import goloom.scheduler.Scheduler;
import goloom.scheduler.Steering;
import goloom.scheduler.Sudog;
import goloom.scheduler.SyncObject;
import goloom.scheduler.Touch;
import goloom.scheduler.WaitQueue;
import goloom.scheduler.WaitReason;
import goloom.trace.TraceKind;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition to wait for, with the lock that guards it. Go: {@code sync.Cond}. Thread-safe. A wait
 * does not come back by itself, but by the time it comes back the condition may be false again:
 * wait in a loop.
 *
 * <pre>{@code
 * mu.lock();
 * while (queue.isEmpty()) nonEmpty.await();      // nonEmpty = new Cond(mu); the other side: nonEmpty.signal()
 * mu.unlock();
 * }</pre>
 */
public final class Cond {
  /*
   * Go: src/sync/cond.go and notifyList in src/runtime/sema.go. A waiter draws a ticket while it still holds the
   * locker, unlocks, then queues, unless its ticket has been called meanwhile. Invariant, under `sync`: tickets
   * before `called` are awake or about to find out; a queued waiter's ticket has not been called. So a waiter that
   * came before a signal gets it, however late it queues. Tickets wrap around.
   */
  /**
   * Places for a search: the order of all that is done here; and, from the second, each ticket's.
   */
  private static final int ORDER = 0;

  private static final int TICKETS = 1;

  private final Locker locker;
  private final SyncObject sync = new SyncObject("cond");
  private final WaitQueue waiters = new WaitQueue();
  private int drawn;
  private int called;

  /** A condition guarded by {@code locker}: a mutex, or either side of a read-write mutex. */
  public Cond(Locker locker) {
    this.locker = Objects.requireNonNull(locker, "a Cond needs a locker");
  }

  /** The lock to hold while the condition is looked at, changed or waited for. Go: {@code c.L}. */
  public Locker locker() {
    return locker;
  }

  /**
   * Unlocks the locker, waits for a signal or broadcast, and locks it again. The caller holds the
   * lock. Go: {@code c.Wait()}.
   *
   * @throws FatalError {@code sync: unlock of unlocked mutex} where the caller does not
   */
  public void await() {
    G g = G.current();
    Scheduler scheduler = g.scheduler();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    ordered(steering);
    sync.acquire();
    int ticket = drawn++;
    sync.release();
    locker.unlock();
    if (steering != null) {
      steering.operation(sync, WaitReason.COND_WAIT, () -> ticket - called < 0, ORDER, null);
      steering.acquire(sync, TICKETS + ticket);
    }
    sync.acquire();
    if (ticket - called < 0) {
      sync.release();
    } else {
      Sudog sudog = g.sudog(null);
      sudog.ticket = ticket;
      waiters.add(sudog);
      sync.release();
      scheduler.park(g, WaitReason.COND_WAIT, sync);
    }
    locker.lock();
  }

  private void ordered(@Nullable Steering steering) {
    if (steering != null) {
      steering.operation(sync);
      steering.touch(sync, ORDER, Touch.WRITE);
    }
  }

  /** In a search: what a waiter does after its wait comes after who called its ticket. */
  private void calls(@Nullable Steering steering, int last) {
    if (steering != null) {
      for (int ticket = called; ticket - last < 0; ticket++) {
        steering.release(sync, TICKETS + ticket);
      }
    }
  }

  /** Wakes the one that has waited longest, if any does. The caller need not hold the lock. */
  public void signal() {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    ordered(steering);
    sync.acquire();
    int one = called == drawn ? 0 : 1;
    calls(steering, called + one);
    Sudog woken = one == 0 ? null : waiters.pollTicket(called);
    called += one;
    sync.event(scheduler, TraceKind.COND_SIGNAL, one);
    sync.release();
    if (woken != null) {
      woken.g.scheduler().ready(woken.g);
    }
  }

  /** Wakes all that wait. The caller need not hold the lock. */
  public void broadcast() {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    ordered(steering);
    sync.acquire();
    calls(steering, drawn);
    sync.event(scheduler, TraceKind.COND_SIGNAL, drawn - called);
    called = drawn;
    ArrayList<G> woken = new ArrayList<>();
    for (Sudog waiter; (waiter = waiters.poll()) != null; ) {
      woken.add(waiter.g);
    }
    sync.release();
    for (G g : woken) {
      g.scheduler().ready(g);
    }
  }

  @Override
  public String toString() {
    return "Cond";
  }

  @Override
  public int hashCode() {
    return sync.hashCode();
  }
}
