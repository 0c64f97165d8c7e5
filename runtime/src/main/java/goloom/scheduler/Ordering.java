package goloom.scheduler;

import goloom.race.Accesses;
import goloom.race.Clock;
import goloom.race.Detector;
import goloom.race.State;
import goloom.race.Strand;
import goloom.trace.TraceKind;
import org.jspecify.annotations.Nullable;

/**
 * What a thing that synchronises means to the race detector: whom it orders after whom, and what of
 * it is itself a variable that accesses can race on. Where nobody looks for races, each method does
 * nothing. Go: {@code src/internal/race}, whose names these are.
 */
public final class Ordering {

  /** Whether a thing orders by itself. */
  public enum Role {
    PUBLIC,
    /** It is inside something else, which says what is ordered. */
    PART
  }

  private final Object thing;
  private final Role role;
  private @Nullable Clock released;
  private @Nullable Clock releasedByReaders;
  private @Nullable State history;

  /** Who took the lock to write; another may give it back. */
  private @Nullable Strand writer;

  /** Whose notes the above are. */
  private @Nullable Detector notedBy;

  /** What orders those who come to one thing, without a name. */
  public Ordering() {
    this.thing = this;
    this.role = Role.PART;
  }

  Ordering(SyncObject thing, Role role) {
    this.thing = thing;
    this.role = role;
  }

  /**
   * A thing may outlive a program: what another's detector noted in it means nothing to this one.
   */
  @SuppressWarnings("ReferenceEquality")
  private @Nullable Detector detector(Scheduler scheduler) {
    Detector detector = scheduler.detector();
    if (detector != notedBy) {
      notedBy = detector;
      released = null;
      releasedByReaders = null;
      history = null;
      writer = null;
    }
    return detector;
  }

  /** The caller is ordered after those who released. */
  public void acquire(Scheduler scheduler) {
    Detector detector = detector(scheduler);
    if (detector != null) {
      detector.acquire(released);
    }
  }

  /** {@code g} is ordered after those who released. */
  public void acquire(Scheduler scheduler, G g) {
    Detector detector = detector(scheduler);
    Strand strand = g.strand;
    if (detector != null && strand != null) {
      detector.acquire(strand, released);
    }
  }

  /** Those who acquire are ordered after the caller alone. */
  public void release(Scheduler scheduler) {
    Detector detector = detector(scheduler);
    if (detector != null) {
      released = detector.release(released);
    }
  }

  /** Those who acquire are ordered after the caller as well. */
  public void releaseMerge(Scheduler scheduler) {
    Detector detector = detector(scheduler);
    if (detector != null) {
      released = detector.merge(released);
    }
  }

  /** The caller and {@code other} meet: each is ordered after the other. */
  public void meet(Scheduler scheduler, G other) {
    Detector detector = detector(scheduler);
    Strand strand = other.strand;
    if (detector != null && strand != null) {
      detector.meets(strand);
    }
  }

  @Nullable Clock copy(Detector detector) {
    return detector.copy(released);
  }

  /** The caller reads what the thing itself stands for. */
  public void read(Scheduler scheduler) {
    Detector detector = detector(scheduler);
    if (detector != null) {
      history = detector.read(history, thing, Accesses.NONE, Steps.site);
    }
  }

  /** The caller writes what the thing itself stands for. */
  public void write(Scheduler scheduler) {
    Detector detector = detector(scheduler);
    if (detector != null) {
      history = detector.write(history, thing, Accesses.NONE, Steps.site);
    }
  }

  /** The caller has entered a monitor. */
  public void entered(Scheduler scheduler) {
    locked(scheduler, TraceKind.Mode.WRITE);
  }

  /** The caller leaves a monitor. */
  public void left(Scheduler scheduler) {
    unlocked(scheduler, TraceKind.Mode.WRITE);
  }

  void locked(Scheduler scheduler, int mode) {
    Detector detector = detector(scheduler);
    if (detector == null || role == Role.PART) {
      return;
    }
    detector.acquire(released);
    if (mode == TraceKind.Mode.WRITE) {
      detector.acquire(releasedByReaders);
      writer = detector.takes(thing, "");
    } else {
      var _ = detector.takes(thing, "read");
    }
  }

  void unlocked(Scheduler scheduler, int mode) {
    Detector detector = detector(scheduler);
    if (detector == null || role == Role.PART) {
      return;
    }
    if (mode == TraceKind.Mode.WRITE) {
      released = detector.release(released);
      detector.gives(thing, writer);
      writer = null;
    } else {
      releasedByReaders = detector.merge(releasedByReaders);
      detector.gives(thing, null);
    }
  }
}
