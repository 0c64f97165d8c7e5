package goloom;

import goloom.scheduler.Cost;
import goloom.scheduler.G;
import goloom.scheduler.GoexitError;
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
 * Waits for goroutines to finish. Go: {@code sync.WaitGroup}. Thread-safe.
 *
 * <pre>{@code
 * var wg = new WaitGroup();
 * for (int i : range(3)) wg.go(() -> IO.println(i));
 * wg.await();
 * }</pre>
 */
public final class WaitGroup {
  /*
   * Go: src/sync/waitgroup.go. Invariant, under `sync`: waiters wait only while the counter is positive. Go packs
   * counter and waiters into one atomic word; here both are plain fields under the lock.
   */
  /** Places for a search: what keeps others waiting, what doesn't, and who is done. */
  private static final int COME = 0;

  private static final int COUNT = 1;
  private static final int DONE = 2;

  private final SyncObject sync = new SyncObject("wait group");
  private final WaitQueue waiters = new WaitQueue();
  private int counter;
  private int waiting;

  /** A wait group with nothing to wait for. */
  public WaitGroup() {}

  /**
   * Adds {@code delta}, which may be negative; at zero those who wait go on.
   *
   * @throws Panic {@code sync: negative WaitGroup counter}, {@code sync: WaitGroup misuse: Add
   *     called concurrently with Wait}
   */
  public void add(int delta) {
    Scheduler scheduler = Scheduler.current();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      steering.operation(sync);
      adds(steering, delta);
    }
    if (delta < 0) {
      sync.order.releaseMerge(scheduler);
    }
    sync.acquire();
    counter += delta;
    if (delta > 0 && counter == delta) {
      sync.order.read(scheduler); // the first add must be ordered with await
    }
    sync.event(scheduler, TraceKind.WAIT_GROUP_ADD, delta);
    if (counter < 0) {
      sync.release();
      throw new Panic("sync: negative WaitGroup counter");
    }
    if (waiting > 0 && delta > 0 && counter == delta) {
      sync.release();
      throw new Panic("sync: WaitGroup misuse: Add called concurrently with Wait");
    }
    if (counter > 0 || waiting == 0) {
      sync.release();
      return;
    }
    waiting = 0;
    ArrayList<G> woken = new ArrayList<>();
    for (Sudog waiter; (waiter = waiters.poll()) != null; ) {
      woken.add(waiter.g);
    }
    sync.release();
    for (G g : woken) {
      g.scheduler().ready(g);
    }
  }

  /**
   * In a search: the order among those that add, or that are done, makes no difference above zero.
   */
  private void adds(Steering steering, int delta) {
    if (steering.strictWaits()) {
      steering.touch(sync, COME, Touch.WRITE);
      return;
    }
    if (delta > 0) {
      steering.touch(sync, COME, Touch.ADD);
    }
    steering.count(sync, COUNT, delta, counter);
    steering.release(sync, DONE);
  }

  private void awaits(Steering steering) {
    if (steering.strictWaits()) {
      steering.operation(sync);
      steering.touch(sync, COME, Touch.WRITE);
      return;
    }
    // Where nobody adds meanwhile, nobody can see who has come to wait.
    steering.operation(sync, WaitReason.WAIT_GROUP_WAIT, () -> counter == 0, COME, Touch.AWAIT);
    steering.touch(sync, COME, Touch.AWAIT);
    steering.takeBack(sync, DONE);
  }

  /** {@code add(-1)}. */
  public void done() {
    add(-1);
  }

  /**
   * Waits until the counter is zero. Go: {@code wg.Wait()}.
   *
   * @throws Panic {@code sync: WaitGroup is reused before previous Wait has returned}
   */
  public void await() {
    G g = G.current();
    Scheduler scheduler = g.scheduler();
    scheduler.spend(Cost.OPERATION);
    Steering steering = scheduler.steering();
    if (steering != null) {
      awaits(steering);
    }
    sync.acquire();
    if (counter == 0) {
      sync.order.acquire(scheduler);
      sync.release();
      return;
    }
    if (waiting++ == 0) {
      sync.order.write(scheduler); // of those who wait only the first, or they would race
    }
    waiters.add(g.sudog(null));
    sync.release();
    scheduler.park(g, WaitReason.WAIT_GROUP_WAIT, sync);
    sync.order.acquire(scheduler);
    if (steering != null) {
      steering.touch(sync, COME, Touch.READ);
    }
    sync.acquire();
    boolean reused = counter != 0 || waiting != 0;
    sync.release();
    if (reused) {
      throw new Panic("sync: WaitGroup is reused before previous Wait has returned");
    }
  }

  /**
   * Adds one, runs {@code body} in a goroutine, and counts it done when it has ended. Go: {@code
   * wg.Go(f)}. A body that throws ends the program as any panic does, and those who wait stay put.
   * Outside {@link Program}, where it ends nothing, it is counted done.
   */
  public void go(Block body) {
    add(1);
    Go.go(() -> {
      // Counted done in a program, it could let main return before the panic has ended that.
      boolean counts = !Scheduler.current().endsOnPanic();
      try {
        body.run();
        counts = true;
      } catch (GoexitError e) {
        counts = true;
        throw e;
      } finally {
        if (counts) {
          done();
        }
      }
    });
  }

  @Override
  public String toString() {
    return "WaitGroup";
  }

  @Override
  public int hashCode() {
    return sync.hashCode();
  }
}
