package goloom.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * A simulated processor with its local run queue: a ring of 256 and {@code runnext} (Go: {@code
 * src/runtime/proc.go}, runqput, runqget, runqgrab, runqsteal). Confined to the simulation's
 * carrier, so without Go's atomics.
 */
final class P {
  static final int RING = 256;

  /** What the processor is doing. */
  enum Status {
    /** Out of work and asleep. */
    IDLE,
    /** Looking for work; it will find it at its clock's time. */
    SEARCHING,
    /** Running {@link #g}. */
    RUNNING
  }

  final int id;
  Status status = Status.IDLE;

  /** Virtual time, in steps, up to which this processor has run. */
  long clock;

  /** When the running goroutine's time slice ends, in steps. */
  long sliceEnd;

  /** Goroutines taken up so far; every 61st look is at the global queue first. */
  int tick;

  /** Whether it looks for work as a spinning thread would, which keeps others from being woken. */
  boolean spinning;

  /** Whether it has already waited for a victim's {@code runnext}. */
  boolean patient;

  @Nullable G g;
  @Nullable G runnext;
  private final @Nullable G[] ring = new G[RING];
  private int head;
  private int tail;

  P(int id) {
    this.id = id;
  }

  int queued() {
    return tail - head;
  }

  boolean hasWork() {
    return runnext != null || head != tail;
  }

  /** Adds to the tail; false where the ring is full. */
  boolean offer(G g) {
    if (tail - head == RING) {
      return false;
    }
    ring[tail++ & (RING - 1)] = g;
    return true;
  }

  @Nullable G poll() {
    if (head == tail) {
      return null;
    }
    int slot = head++ & (RING - 1);
    G g = ring[slot];
    ring[slot] = null;
    return g;
  }
}
