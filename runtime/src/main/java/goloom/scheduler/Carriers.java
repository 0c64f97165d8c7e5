package goloom.scheduler;

import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The {@code real} driver: threads that run goroutines by Go's policy, one a processor, and spare
 * ones for those that block (Go: {@code src/runtime/proc.go}, type m, startm, stopm, findRunnable,
 * handoffp, wakep).
 *
 * <p>Invariants: a processor is either idle, in {@link #idleProcessors}, or owned by exactly one M.
 * Under the lock that this is: the idle lists, and the hand-over of a processor to an M. Whoever
 * queues work looks for an idle processor after that; whoever is about to sleep looks for work
 * after it has become idle; both behind a full fence, so one of them sees the other.
 */
final class Carriers extends SpinLock {
  /** How long a thief lets its victim run what it has just readied, in nanoseconds. */
  private static final long STEAL_NEXT_NANOS = 3_000;

  private static final int STEAL_PASSES = 4;

  /** Threads, with those blocked in calls, before the JVM's own limits would be met. */
  private static final int MOST_THREADS = 256;

  /** What the names of its threads begin with. */
  static final String NAME = "goloom m";

  private final P[] ps;
  private final RunQueues queues;
  private final ArrayDeque<P> idleProcessors = new ArrayDeque<>();
  private final ArrayDeque<M> idleThreads = new ArrayDeque<>();
  private final AtomicInteger spinning = new AtomicInteger();
  private volatile int idle;
  private int threads;
  private volatile boolean closed;

  /** Go draws at random only whom to steal from. */
  private static final Choices CHOICES =
      new Choices() {
        @Override
        public int choose(Kind kind, int n) {
          return ThreadLocalRandom.current().nextInt(n);
        }

        @Override
        public boolean randomised() {
          return false;
        }
      };

  Carriers(int procs) {
    ps = new P[procs];
    for (int i = 0; i < procs; i++) {
      ps[i] = new P(i, SpinLock.Takers.MANY);
      idleProcessors.add(ps[i]);
    }
    idle = procs;
    queues = new RunQueues(ps, CHOICES, RunQueues.Log.NONE, Takers.MANY);
  }

  int processors() {
    return ps.length;
  }

  /**
   * Makes a goroutine runnable, called by {@code by}, the goroutine of the caller if it is one of
   * ours.
   */
  void submit(G g, @Nullable G by) {
    P p = by != null ? by.p : Thread.currentThread() instanceof M m ? m.p : null;
    if (p != null && Thread.currentThread() instanceof M) {
      queues.putGlobal(p, g); // it has yielded: the others come first
    } else if (p != null) {
      queues.put(p, g);
    } else {
      queues.putGlobal(ps[0], g);
    }
    VarHandle.fullFence();
    wake();
  }

  /** Starts an idle processor, unless some thread already looks for work. */
  private void wake() {
    if (idle > 0 && spinning.get() == 0 && spinning.compareAndSet(0, 1)) {
      P p = takeIdle();
      if (p == null) {
        spinning.decrementAndGet();
      } else {
        run(p, Search.SPINNING);
      }
    }
  }

  private @Nullable P takeIdle() {
    acquire();
    try {
      P p = idleProcessors.pollLast();
      idle = idleProcessors.size();
      return p;
    } finally {
      release();
    }
  }

  /** How a thread begins to look for work. */
  private enum Search {
    SPINNING,
    QUIET
  }

  /** Gives a processor to an idle thread, or to a new one. */
  private void run(P p, Search search) {
    acquire();
    M m = idleThreads.pollLast();
    int number = m == null ? ++threads : 0;
    if (m != null) {
      m.spinning = search == Search.SPINNING;
      m.p = p;
      p.m = m;
    }
    release();
    if (m != null) {
      LockSupport.unpark(m);
    } else if (number > MOST_THREADS) {
      throw new IllegalStateException(
          "more than " + MOST_THREADS + " goroutines in blocking calls");
    } else {
      new M(number, p, search).start();
    }
  }

  /** Before a call that may block the thread of {@code g}: its processor goes on without it. */
  void handOff(G g) {
    P p = g.p;
    if (p == null || !(p.m instanceof M m)) {
      return;
    }
    g.p = null;
    p.runs(null);
    m.p = null;
    p.m = null;
    if (p.hasWork() || queues.globalSize() > 0) {
      run(p, Search.QUIET);
    } else {
      rest(p);
      if (queues.anyoneHasWork()) {
        wake();
      }
    }
  }

  /** The processor is idle. */
  private void rest(P p) {
    acquire();
    try {
      idleProcessors.add(p);
      idle = idleProcessors.size();
    } finally {
      release();
    }
  }

  /** Lets the threads end as they run out of work. */
  void close() {
    closed = true;
    acquire();
    try {
      idleThreads.forEach(LockSupport::unpark);
    } finally {
      release();
    }
  }

  /** A thread that runs goroutines. */
  private final class M extends Thread {
    /**
     * The processor it owns; null while it has none, its goroutine being in a blocking call or
     * itself idle.
     */
    volatile @Nullable P p;

    boolean spinning;

    M(int number, P p, Search search) {
      super(NAME + number);
      setDaemon(true);
      this.p = p;
      p.m = this;
      spinning = search == Search.SPINNING;
    }

    @Override
    public void run() {
      while (!closed) {
        P own = p;
        if (own == null) {
          sleep();
          continue;
        }
        G g = find(own);
        if (spinning) {
          spinning = false;
          if (Carriers.this.spinning.decrementAndGet() == 0 && g != null) {
            wake();
          }
        }
        if (g == null) {
          own.m = null;
          p = null;
          rest(own);
          VarHandle.fullFence();
          if (queues.anyoneHasWork() || queues.globalSize() > 0) {
            reclaim();
          }
          continue;
        }
        own.tick++;
        own.runs(g);
        g.p = own;
        Runnable continuation = g.continuation;
        if (continuation == null) {
          throw new IllegalStateException(g + " is runnable and has never been submitted");
        }
        continuation.run();
        if (p == own) { // else it was handed off meanwhile
          own.runs(null);
        }
      }
    }

    /** Work turned up while going to sleep: takes a processor back, if one is still idle. */
    private void reclaim() {
      P again = takeIdle();
      if (again != null) {
        p = again;
        again.m = this;
      }
    }

    private void sleep() {
      acquire();
      boolean idles = p == null && !closed;
      if (idles) {
        idleThreads.add(this);
      }
      release();
      while (idles && p == null && !closed) {
        LockSupport.park(Carriers.this);
      }
    }

    private @Nullable G find(P own) {
      G g = null;
      if (own.tick % Simulation.GLOBAL_TICK == 0) {
        g = queues.takeGlobal(own, 1);
      }
      if (g == null && own.runnext() != null) {
        g = queues.takeNext(own);
      }
      if (g == null) {
        g = queues.takeLocal(own);
      }
      if (g == null) {
        g = queues.takeGlobal(own, P.RING / 2);
      }
      return g == null ? steal(own) : g;
    }

    private @Nullable G steal(P own) {
      if (!spinning) {
        if (2 * Carriers.this.spinning.get() >= ps.length - idle) {
          return null;
        }
        spinning = true;
        Carriers.this.spinning.incrementAndGet();
      }
      for (int pass = 1; pass <= STEAL_PASSES; pass++) {
        int start = ThreadLocalRandom.current().nextInt(ps.length);
        G g = queues.stealHalf(own, start);
        if (g == null && pass == STEAL_PASSES) {
          g = stealNext(own, start);
        }
        if (g == null) {
          g = queues.takeGlobal(own, 1);
        }
        if (g != null) {
          return g;
        }
      }
      return null;
    }

    private @Nullable G stealNext(P own, int start) {
      P victim = queues.victimWithNext(own, start);
      if (victim == null) {
        return null;
      }
      if (victim.g() != null) {
        LockSupport.parkNanos(STEAL_NEXT_NANOS);
      }
      return queues.stealNext(own, victim);
    }
  }
}
