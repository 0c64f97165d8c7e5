package goloom.scheduler;

import goloom.trace.TraceKind.Place;
import org.jspecify.annotations.Nullable;

/**
 * Go's run queues: the one policy of both drivers (Go: {@code src/runtime/proc.go}, runqput,
 * runqputslow, runqget, globrunqget, runqsteal, runqgrab). A readied goroutine becomes its
 * processor's next and kicks the one that was to the tail; a full ring moves half of itself to the
 * global queue; thieves take half a ring, and a processor's next only last.
 *
 * <p>Thread-safe: a processor's queue is guarded by the processor, the global queue by this; never
 * both at once. Different from Go: locks instead of atomics.
 */
final class RunQueues extends SpinLock {

  /** Who is told what moved where; the simulation traces it. Called under no lock. */
  interface Log {
    /** {@code real} keeps no record. */
    Log NONE = new Log() {};

    default void queued(P p, G g, int place) {}

    default void overflowed(P p, int count) {}

    default void batch(P p, int count) {}

    default void stolen(P thief, P victim, int count) {}
  }

  private final Choices choices;
  private final boolean randomised;
  private final Log log;
  private final GQueue global = new GQueue();
  private volatile int globalSize;
  private volatile P[] ps;

  RunQueues(P[] ps, Choices choices, Log log, Takers takers) {
    super(takers);
    this.ps = ps;
    this.choices = choices;
    randomised = choices.randomised();
    this.log = log;
  }

  P[] processors() {
    return ps;
  }

  void processors(P[] changed) {
    ps = changed;
  }

  int globalSize() {
    return globalSize;
  }

  boolean anyoneHasWork() {
    for (P p : ps) {
      if (p.hasWork()) {
        return true;
      }
    }
    return false;
  }

  /** Adds to the global queue; {@code by} is the processor that does so, for the record. */
  void putGlobal(P by, G g) {
    log.queued(by, g, Place.GLOBAL);
    acquire();
    global.add(g);
    globalSize = global.size();
    release();
  }

  /**
   * Makes {@code g} the processor's next, or, where Go does so under {@code -race}, as often its
   * last.
   */
  void put(P p, G g) {
    G put = g;
    if (!randomised || choices.choose(Choices.Kind.QUEUE, 2) == 1) {
      log.queued(p, put, Place.NEXT);
      p.acquire();
      G kicked = p.runnext();
      p.runnext(put);
      p.release();
      if (kicked == null) {
        return;
      }
      put = kicked;
    }
    p.acquire();
    boolean fits = p.offer(put);
    p.release();
    if (fits) {
      log.queued(p, put, Place.LOCAL);
    } else {
      overflow(p, put);
    }
  }

  /** Half the ring and {@code g} go to the global queue, shuffled where Go shuffles. */
  private void overflow(P p, G g) {
    @Nullable G[] batch = new G[P.RING / 2 + 1];
    int n = 0;
    p.acquire();
    for (G taken; n < P.RING / 2 && (taken = p.poll()) != null; ) {
      batch[n++] = taken;
    }
    p.release();
    log.overflowed(p, n);
    batch[n++] = g;
    if (randomised) {
      for (int i = 1; i < n; i++) {
        int j = choices.choose(Choices.Kind.QUEUE, i + 1);
        G swap = batch[i];
        batch[i] = batch[j];
        batch[j] = swap;
      }
    }
    for (G each : batch) {
      if (each != null) {
        putGlobal(p, each);
      }
    }
  }

  /** Empties a processor's queues into the global one. */
  void drain(P p) {
    log.overflowed(p, p.queued());
    for (; ; ) {
      p.acquire();
      G g = p.poll();
      p.release();
      if (g == null) {
        break;
      }
      putGlobal(p, g);
    }
    G next = takeNext(p);
    if (next != null) {
      putGlobal(p, next);
    }
  }

  @Nullable G takeNext(P p) {
    p.acquire();
    G next = p.runnext();
    p.runnext(null);
    p.release();
    return next;
  }

  @Nullable G takeLocal(P p) {
    p.acquire();
    G g = p.poll();
    p.release();
    return g;
  }

  /**
   * The global queue's first; with it a fair share of the rest, at most {@code most} in all, for
   * the ring.
   */
  @Nullable G takeGlobal(P p, int most) {
    int seen = globalSize;
    if (seen == 0) {
      return null;
    }
    @Nullable G[] taken = new G[Math.min(Math.min(seen / ps.length + 1, seen), most)];
    int n = 0;
    acquire();
    for (G each; n < taken.length && (each = global.poll()) != null; ) {
      taken[n++] = each;
    }
    globalSize = global.size();
    release();
    if (n > 1) {
      log.batch(p, n - 1);
    }
    for (int i = 1; i < n; i++) {
      G more = taken[i];
      p.acquire();
      boolean fits = more != null && p.offer(more);
      p.release();
      if (more != null && !fits) {
        putGlobal(p, more);
      }
    }
    return n == 0 ? null : taken[0];
  }

  /**
   * Half of the first ring that has any, looking from processor {@code start} on; the last of it
   * runs first.
   */
  @Nullable G stealHalf(P thief, int start) {
    P[] all = ps;
    for (int i = 0; i < all.length; i++) {
      P victim = all[i < all.length - start ? start + i : start + i - all.length];
      if (victim == thief || victim.queued() == 0) {
        continue;
      }
      @Nullable G[] loot = new G[P.RING / 2];
      int n = 0;
      victim.acquire();
      int half = victim.queued() - victim.queued() / 2;
      for (G taken; n < half && (taken = victim.poll()) != null; ) {
        loot[n++] = taken;
      }
      victim.release();
      if (n == 0) {
        continue;
      }
      log.stolen(thief, victim, n);
      for (int k = 0; k < n - 1; k++) {
        G more = loot[k];
        thief.acquire();
        boolean fits = more != null && thief.offer(more);
        thief.release();
        if (more != null && !fits) {
          putGlobal(thief, more);
        }
      }
      return loot[n - 1];
    }
    return null;
  }

  /** The first processor from {@code start} on, other than the thief, that has a next. */
  @Nullable P victimWithNext(P thief, int start) {
    P[] all = ps;
    for (int i = 0; i < all.length; i++) {
      P victim = all[i < all.length - start ? start + i : start + i - all.length];
      if (victim != thief && victim.runnext() != null) {
        return victim;
      }
    }
    return null;
  }

  @Nullable G stealNext(P thief, P victim) {
    log.stolen(thief, victim, 0);
    return takeNext(victim);
  }
}
