package goloom.scheduler;

import goloom.trace.TraceKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The part of a channel, lock or wait group that the scheduler knows: who it is, for traces and
 * reports, and a lock for its queues.
 *
 * <p>The lock is held for a handful of instructions. Its holder may not park, run user code or take
 * another, but for those of the channels of a select, which are taken in the order of {@link
 * #order}. In {@code sim} it is never contended.
 */
public final class SyncObject {
  private static final VarHandle HELD;

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(SyncObject.class, "held", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Spins before the thread gives way: the holder may have lost its processor. */
  private static final int SPINS = 64;

  /** What it is, as a report says it: {@code chan}, {@code mutex}. */
  private final String kind;

  /**
   * Its number, from 1, in the order of creation within a simulation; outside one a number of its
   * own.
   */
  final int id;

  /** Where it was made, an index into {@link Sites}; 0 where unknown. */
  final int site;

  private int held;

  public SyncObject(String kind) {
    this.kind = kind;
    Simulation simulation = Simulation.ofCaller();
    id = simulation == null ? Scheduler.nextForeignId() : simulation.nextObjectId();
    site = simulation == null ? 0 : Steps.site;
  }

  /** The order in which a select takes locks. */
  public int order() {
    return id;
  }

  public void acquire() {
    if (!HELD.compareAndSet(this, 0, 1)) {
      acquireContended();
    }
  }

  private void acquireContended() {
    for (int spins = 0; ; spins++) {
      if ((int) HELD.getOpaque(this) == 0 && HELD.compareAndSet(this, 0, 1)) {
        return;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  public void release() {
    HELD.setRelease(this, 0);
  }

  /** Records that the thing was made. */
  public void made(TraceKind event, int size) {
    Simulation simulation = Simulation.ofCaller();
    if (simulation != null) {
      simulation.event(event, id, size);
    }
  }

  /** Records that a select chose case {@code index}, which is on this channel. */
  public void chosen(Scheduler scheduler, int index) {
    scheduler.event(TraceKind.SELECT_CHOSEN, index, id);
  }

  /** Records an event of the thing's with a number. */
  public void event(Scheduler scheduler, TraceKind event, int number) {
    scheduler.event(event, id, number);
  }

  /** Records an event of the thing's with the goroutine on the other side, or null. */
  public void event(Scheduler scheduler, TraceKind event, @Nullable G peer) {
    scheduler.event(event, id, peer == null ? 0 : (int) peer.id);
  }

  /** {@code chan jobs}, or {@code chan made at Main.java:4}, or just {@code chan}. */
  String describe(Sites sites) {
    Sites.Site made = sites.at(site);
    if (made == null) {
      return kind;
    }
    return made.name().isEmpty()
        ? kind + " made at " + made.file() + ":" + made.line()
        : kind + " " + made.name();
  }
}
