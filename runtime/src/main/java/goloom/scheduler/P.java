package goloom.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A processor with its local run queue: a ring of 256 and {@code runnext} (Go: type p, {@code
 * src/runtime/runtime2.go}). The queue is guarded by the lock that this is; the rest belongs to the
 * driver.
 */
final class P extends SpinLock {
  static final int RING = 256;

  /** What a simulated processor is doing. */
  enum Status {
    /** Out of work and asleep. */
    IDLE,
    /** Looking for work; it will find it at its clock's time. */
    SEARCHING,
    /** Running {@link #g()}. */
    RUNNING
  }

  final int id;

  /** Goroutines taken up so far; every 61st look is at the global queue first. */
  int tick;

  /*
   * The fields of the queue are written with release only: who must see them in the order of other
   * things, such as that a processor is idle, puts a full fence between (Carriers does).
   */
  private static final VarHandle RUNNING;
  private static final VarHandle NEXT;
  private static final VarHandle HEAD;
  private static final VarHandle TAIL;

  static {
    try {
      var lookup = MethodHandles.lookup();
      RUNNING = lookup.findVarHandle(P.class, "g", G.class);
      NEXT = lookup.findVarHandle(P.class, "runnext", G.class);
      HEAD = lookup.findVarHandle(P.class, "head", int.class);
      TAIL = lookup.findVarHandle(P.class, "tail", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable G g;
  private volatile @Nullable G runnext;
  private final @Nullable G[] ring = new G[RING];
  private volatile int head;
  private volatile int tail;

  // Simulated processors only
  Status status = Status.IDLE;

  /** Virtual time, in nanoseconds, up to which this processor has run. */
  long clock;

  /** When the running goroutine's time slice ends, in virtual nanoseconds. */
  long sliceEnd;

  /** Whether it looks for work as a spinning thread would, which keeps others from being woken. */
  boolean spinning;

  /** Whether it has already waited for a victim's {@code runnext}. */
  boolean patient;

  // Real processors only
  /** The thread that runs it; null while it is idle or handed off. */
  volatile @Nullable Thread m;

  P(int id, Takers takers) {
    super(takers);
    this.id = id;
  }

  /** The goroutine it runs. In {@code real} thieves read it, to see whether it runs any. */
  @Nullable G g() {
    return g;
  }

  void runs(@Nullable G taken) {
    RUNNING.setRelease(this, taken);
  }

  /** What it runs next, before its ring. */
  @Nullable G runnext() {
    return runnext;
  }

  /** Under the lock. */
  void runnext(@Nullable G next) {
    NEXT.setRelease(this, next);
  }

  /** Goroutines in the ring. */
  int queued() {
    return tail - head;
  }

  boolean hasWork() {
    return runnext != null || head != tail;
  }

  /** Adds to the tail, under the lock; false where the ring is full. */
  boolean offer(G added) {
    if (tail - head == RING) {
      return false;
    }
    ring[tail & (RING - 1)] = added;
    TAIL.setRelease(this, tail + 1);
    return true;
  }

  /** Takes the head, under the lock. */
  @Nullable G poll() {
    if (head == tail) {
      return null;
    }
    int slot = head & (RING - 1);
    G taken = ring[slot];
    ring[slot] = null;
    HEAD.setRelease(this, head + 1);
    return taken;
  }
}
