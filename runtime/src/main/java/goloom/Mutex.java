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

/**
 * A mutual exclusion lock. Go: {@code sync.Mutex}. Thread-safe; owned by nobody, so another
 * goroutine may unlock it; not reentrant.
 *
 * <pre>{@code
 * var mu = new Mutex();
 * try (var _ = mu.locked()) { balance += 10; }
 * }</pre>
 */
public final class Mutex implements Locker {
  /*
   * Go: src/internal/sync/mutex.go. Normal mode: unlock wakes the first waiter, which competes with newcomers. A
   * waiter that has waited longer than a millisecond in all switches the mutex to starvation mode: unlock then
   * hands it over, and newcomers queue, until the waiter that gets it is the last or has waited less than that.
   * Different here: no spinning, and the state is plain fields under `sync` instead of one atomic word.
   */
  private static final long STARVATION_NANOS = 1_000_000;

  /** Places of a lock for a search: who takes it, and who gives it back. */
  private static final int TAKEN = 0;

  private static final int FREED = 1;

  final SyncObject sync;
  private final WaitQueue waiters = new WaitQueue();
  private boolean locked;
  private boolean starving;

  /** A woken waiter is on its way, so unlock need not wake another. */
  private boolean waking;

  /** An unlocked mutex. */
  public Mutex() {
    this("mutex");
  }

  /** One inside something else, by whose name reports call it. */
  Mutex(String kind) {
    this(new SyncObject(kind));
  }

  /** One inside something else, which decides what it means to a race detector. */
  Mutex(SyncObject sync) {
    this.sync = sync;
  }

  @Override
  public void lock() {
    G g = G.current();
    Scheduler scheduler = g.scheduler();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      // Who arrived first nobody can see: whoever waits, or comes anew, may be the next.
      awaitFree(steering);
      taken(steering);
    }
    sync.acquire();
    if (!locked && !starving) {
      locked = true;
      sync.locked(scheduler, TraceKind.Mode.WRITE);
      sync.release();
      return;
    }
    lockSlow(g, scheduler);
  }

  /** In a search: a step that has to wait until the lock is free. */
  void awaitFree(Steering steering) {
    steering.operation(sync, WaitReason.MUTEX_LOCK, () -> !locked, TAKEN, Touch.WRITE);
  }

  private void taken(Steering steering) {
    steering.touch(sync, TAKEN, Touch.WRITE);
    steering.takeBack(sync, FREED);
  }

  /** Waits for the lock; `sync` is held. */
  private void lockSlow(G g, Scheduler scheduler) {
    Sudog sudog = g.sudog(null);
    long since = scheduler.now();
    boolean again = false;
    for (; ; ) {
      if (again) {
        waiters.addFirst(sudog);
      } else {
        waiters.add(sudog);
      }
      sync.release();
      scheduler.park(g, WaitReason.MUTEX_LOCK, sync);
      boolean starved = scheduler.now() - since > STARVATION_NANOS;
      sync.acquire();
      if (sudog.success) { // handed over in starvation mode, still locked
        if (!starved || waiters.isEmpty()) {
          starving = false;
        }
        sync.locked(scheduler, TraceKind.Mode.WRITE);
        sync.release();
        return;
      }
      waking = false;
      if (!locked) {
        locked = true;
        sync.locked(scheduler, TraceKind.Mode.WRITE);
        sync.release();
        return;
      }
      starving |= starved;
      again = true;
    }
  }

  /** Locks if that needs no waiting. Go: {@code TryLock}. */
  public boolean tryLock() {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
      steering.touch(sync, FREED, Touch.READ);
      if (locked) {
        steering.touch(sync, TAKEN, Touch.READ);
      } else {
        taken(steering);
      }
    }
    sync.acquire();
    boolean free = !locked && !starving;
    if (free) {
      locked = true;
      sync.locked(scheduler, TraceKind.Mode.WRITE);
    }
    sync.release();
    return free;
  }

  /**
   * Unlocks.
   *
   * @throws FatalError {@code sync: unlock of unlocked mutex}
   */
  @Override
  public void unlock() {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
      steering.touch(sync, FREED, Touch.WRITE);
      if (!locked || !sync.isHeldByCaller(scheduler)) {
        steering.touch(sync, TAKEN, Touch.WRITE); // it might have come before the lock was taken
      }
      steering.release(sync, FREED);
    }
    sync.acquire();
    if (!locked) {
      sync.release();
      throw scheduler.fatal("sync: unlock of unlocked mutex");
    }
    sync.unlocked(scheduler, TraceKind.Mode.WRITE);
    Sudog next = null;
    if (starving) {
      next = waiters.poll();
      if (next == null) {
        starving = false;
        locked = false;
      } else {
        next.success = true;
      }
    } else {
      locked = false;
      if (!waking) {
        next = waiters.poll();
        if (next != null) {
          next.success = false;
          waking = true;
        }
      }
    }
    sync.release();
    if (next != null) {
      next.g.scheduler().ready(next.g);
    }
  }

  /** In a search, locks without a step of its own: the caller has seen that it is free. */
  void lockFree(Scheduler scheduler, Steering steering) {
    taken(steering);
    locked = true;
    sync.locked(scheduler, TraceKind.Mode.WRITE);
  }

  /** In a search, unlocks without a step of its own. */
  void unlockAtOnce(Scheduler scheduler, Steering steering) {
    steering.release(sync, FREED);
    locked = false;
    sync.unlocked(scheduler, TraceKind.Mode.WRITE);
  }

  /** In a search, a look at what the lock guards, which has been made once and for all. */
  void lookedAt(Steering steering) {
    steering.touch(sync, TAKEN, Touch.READ);
    steering.takeBack(sync, FREED);
  }

  /** Locks; closing what it returns unlocks. */
  public Held locked() {
    lock();
    return new Held(this);
  }

  @Override
  public String toString() {
    return "Mutex";
  }

  @Override
  public int hashCode() {
    return sync.hashCode();
  }
}
