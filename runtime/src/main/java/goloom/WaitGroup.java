package goloom;

import goloom.scheduler.Cost;
import goloom.scheduler.G;
import goloom.scheduler.Scheduler;
import goloom.scheduler.Sudog;
import goloom.scheduler.SyncObject;
import goloom.scheduler.WaitQueue;
import goloom.scheduler.WaitReason;
import goloom.trace.TraceKind;

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
    sync.acquire();
    counter += delta;
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
    Sudog first = null;
    java.util.ArrayList<G> woken = new java.util.ArrayList<>();
    while ((first = waiters.poll()) != null) {
      woken.add(first.g);
    }
    sync.release();
    for (G g : woken) {
      g.scheduler().ready(g);
    }
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
    sync.acquire();
    if (counter == 0) {
      sync.release();
      return;
    }
    waiting++;
    waiters.add(g.sudog(null));
    sync.release();
    scheduler.park(g, WaitReason.WAIT_GROUP_WAIT, sync);
    sync.acquire();
    boolean reused = counter != 0 || waiting != 0;
    sync.release();
    if (reused) {
      throw new Panic("sync: WaitGroup is reused before previous Wait has returned");
    }
  }

  /**
   * Adds one, runs {@code body} in a goroutine, and counts it done when it has ended. Go: {@code
   * wg.Go(f)}.
   */
  public void go(Block body) {
    add(1);
    Go.go(() -> {
      try {
        body.run();
      } finally {
        done();
      }
    });
  }
}
