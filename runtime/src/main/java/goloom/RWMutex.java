package goloom;

import goloom.scheduler.Cost;
import goloom.scheduler.G;
import goloom.scheduler.Gate;
import goloom.scheduler.Ordering;
import goloom.scheduler.Scheduler;
import goloom.scheduler.Steering;
import goloom.scheduler.Sudog;
import goloom.scheduler.SyncObject;
import goloom.scheduler.Touch;
import goloom.scheduler.WaitQueue;
import goloom.scheduler.WaitReason;
import goloom.trace.TraceKind;
import java.util.ArrayList;

/**
 * A lock held by any number of readers or by one writer. Go: {@code sync.RWMutex}. Thread-safe;
 * owned by nobody, so another goroutine may unlock it; not reentrant. Writers come first: while one
 * waits, new readers wait too, so a goroutine that read-locks twice can deadlock.
 *
 * <pre>{@code
 * var mu = new RWMutex();
 * try (var _ = mu.rLocked()) { IO.println(prices.get("tea")); }
 * try (var _ = mu.locked()) { prices.put("tea", 3); }
 * }</pre>
 */
public final class RWMutex implements Locker {
  /*
   * Go: src/sync/rwmutex.go. Writers compete for `writers`, so only one at a time is announced here; a writer that
   * waits behind another therefore waits in sync.Mutex.Lock, as in Go. Invariants, under `sync`: readers queue only
   * while a writer is announced; `readers` counts those that hold the lock and those that queue; `departing` are the
   * readers that the announced writer still waits for, 0 once it holds the lock. Different here: plain fields under
   * `sync` instead of two atomic words; and an unlock that Go can't tell from a right one, because a writer is
   * waiting, is fatal as well.
   */
  /** Places for a search: who reads or announces to write; who leaves; who has written. */
  private static final int COME = 0;

  private static final int LEFT = 1;
  private static final int WRITTEN = 2;

  private final SyncObject sync = new SyncObject("rw mutex");
  private final Mutex writers = new Mutex(new SyncObject("rw mutex", Ordering.Role.PART));
  private final WaitQueue waitingReaders = new WaitQueue();
  private final WaitQueue waitingWriter = new WaitQueue();
  private final Locker readSide = new ReadSide();
  private boolean writing;
  private int readers;
  private int departing;

  /** In a search, how many writers were announced. */
  private int announced;

  /** An unlocked lock. */
  public RWMutex() {}

  // Readers
  // -------

  /** Locks for reading, waiting while a writer holds the lock or waits for it. */
  public void rLock() {
    G g = G.current();
    Scheduler scheduler = g.scheduler();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      Touch comes = orStrict(steering, Touch.ADD);
      steering.operation(sync, WaitReason.RW_MUTEX_R_LOCK, () -> !writing, COME, comes);
      steering.touch(sync, COME, comes);
      steering.takeBack(sync, WRITTEN);
      steering.reads(sync, 1);
    }
    sync.acquire();
    readers++;
    if (!writing) {
      sync.locked(scheduler, TraceKind.Mode.READ);
      sync.release();
      return;
    }
    waitingReaders.add(g.sudog(null));
    sync.release();
    scheduler.park(g, WaitReason.RW_MUTEX_R_LOCK, sync);
    sync.locked(scheduler, TraceKind.Mode.READ);
  }

  /** Locks for reading if that needs no waiting. Go: {@code TryRLock}. */
  public boolean tryRLock() {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
      steering.touch(sync, COME, orStrict(steering, writing ? Touch.READ : Touch.ADD));
      steering.touch(sync, WRITTEN, Touch.READ);
      if (!writing) {
        steering.takeBack(sync, WRITTEN);
        steering.reads(sync, 1);
      }
    }
    sync.acquire();
    boolean free = !writing;
    if (free) {
      readers++;
      sync.locked(scheduler, TraceKind.Mode.READ);
    }
    sync.release();
    return free;
  }

  /**
   * Undoes one {@link #rLock}.
   *
   * @throws FatalError {@code sync: RUnlock of unlocked RWMutex}
   */
  public void rUnlock() {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
      steering.reads(sync, -1);
      boolean wrong = writing ? departing == 0 : readers == 0;
      if (wrong || steering.strictUnlocks()) {
        steering.touch(sync, COME, Touch.WRITE);
      }
      steering.touch(sync, LEFT, wrong ? Touch.WRITE : Touch.ADD);
      steering.release(sync, LEFT);
    }
    sync.acquire();
    if (writing ? departing == 0 : readers == 0) {
      sync.release();
      throw scheduler.fatal("sync: RUnlock of unlocked RWMutex");
    }
    readers--;
    sync.unlocked(scheduler, TraceKind.Mode.READ);
    Sudog writer = null;
    if (writing && --departing == 0) {
      writer = waitingWriter.poll();
    }
    sync.release();
    if (writer != null) {
      writer.g.scheduler().ready(writer.g);
    }
  }

  private static Touch orStrict(Steering steering, Touch touch) {
    return steering.strictUnlocks() ? Touch.WRITE : touch;
  }

  /** A {@link Locker} that locks for reading. Go: {@code RLocker}. */
  public Locker rLocker() {
    return readSide;
  }

  /** Locks for reading; closing what it returns unlocks. */
  public Held rLocked() {
    rLock();
    return new Held(readSide);
  }

  private final class ReadSide implements Locker {
    @Override
    public void lock() {
      rLock();
    }

    @Override
    public void unlock() {
      rUnlock();
    }

    @Override
    public String toString() {
      return "RWMutex.rLocker";
    }
  }

  // Writers
  // -------

  /** Locks for writing, waiting until no reader and no other writer holds the lock. */
  @Override
  public void lock() {
    writers.lock();
    G g = G.current();
    Scheduler scheduler = g.scheduler();
    Steering steering = scheduler.steering();
    if (steering != null) {
      announce(steering);
      sync.locked(scheduler, TraceKind.Mode.WRITE);
      return;
    }
    sync.acquire();
    writing = true;
    departing = readers;
    if (departing == 0) {
      sync.locked(scheduler, TraceKind.Mode.WRITE);
      sync.release();
      return;
    }
    waitingWriter.add(g.sudog(null));
    sync.release();
    scheduler.park(g, WaitReason.RW_MUTEX_LOCK, sync);
    sync.locked(scheduler, TraceKind.Mode.WRITE);
  }

  /** In a search: to announce the writer is a step, to have seen the readers leave another. */
  private void announce(Steering steering) {
    steering.operation(sync);
    steering.touch(sync, COME, Touch.WRITE);
    writing = true;
    departing = readers;
    int own = ++announced;
    // Another is announced only once the readers have left, whoever then has unlocked for this one.
    Gate gate = () -> departing == 0 || announced != own;
    steering.operation(sync, WaitReason.RW_MUTEX_LOCK, gate, LEFT, null);
    steering.takeBack(sync, LEFT);
  }

  /** Locks for writing if that needs no waiting. Go: {@code TryLock}. */
  public boolean tryLock() {
    if (!writers.tryLock()) {
      return false;
    }
    Steering steering = Scheduler.current().steering();
    if (steering != null) {
      steering.operation(sync);
      steering.touch(sync, COME, orStrict(steering, readers == 0 ? Touch.WRITE : Touch.READ));
      steering.touch(sync, LEFT, Touch.READ);
      if (readers == 0) {
        steering.takeBack(sync, LEFT);
      }
    }
    sync.acquire();
    boolean free = readers == 0;
    if (free) {
      writing = true;
      departing = 0;
      sync.locked(Scheduler.current(), TraceKind.Mode.WRITE);
    }
    sync.release();
    if (!free) {
      writers.unlock();
    }
    return free;
  }

  /**
   * Unlocks for writing; the readers that wait go on before any writer does.
   *
   * @throws FatalError {@code sync: Unlock of unlocked RWMutex}
   */
  @Override
  public void unlock() {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
      if (!sync.isHeldByCaller(scheduler)) {
        steering.unlocksForOthers();
      }
      steering.touch(sync, WRITTEN, Touch.WRITE);
      if (!writing || departing > 0 || steering.strictUnlocks()) {
        steering.touch(sync, COME, Touch.WRITE);
        steering.touch(sync, LEFT, Touch.READ);
      }
      steering.release(sync, WRITTEN);
    }
    sync.acquire();
    if (!writing || departing > 0) {
      sync.release();
      throw scheduler.fatal("sync: Unlock of unlocked RWMutex");
    }
    writing = false;
    sync.unlocked(scheduler, TraceKind.Mode.WRITE);
    ArrayList<G> woken = new ArrayList<>();
    for (Sudog reader; (reader = waitingReaders.poll()) != null; ) {
      woken.add(reader.g);
    }
    sync.release();
    for (G reader : woken) {
      reader.scheduler().ready(reader);
    }
    writers.unlock();
  }

  /** Locks for writing; closing what it returns unlocks. */
  public Held locked() {
    lock();
    return new Held(this);
  }

  @Override
  public String toString() {
    return "RWMutex";
  }

  @Override
  public int hashCode() {
    return sync.hashCode();
  }
}
