package goloom.scheduler;

import goloom.race.Clock;
import goloom.race.Detector;
import goloom.race.Strand;
import org.jspecify.annotations.Nullable;

/**
 * What orders senders and receivers of a buffered channel, as the race detector sees it: the k-th
 * send before the k-th receive, that before the next send into the same slot, and nothing more (Go:
 * racenotify, {@code src/runtime/chan.go}). Guarded by the channel's lock.
 */
public final class SlotOrder {
  private static final @Nullable Clock[] NONE = {};

  private final int slots;
  private @Nullable Clock[] clocks = NONE;

  /** Whose clocks they are. */
  private @Nullable Detector notedBy;

  public SlotOrder(int slots) {
    this.slots = slots;
  }

  /** The caller puts a value into a slot or takes it out. */
  public void exchange(Scheduler scheduler, int slot) {
    Detector detector = detector(scheduler);
    if (detector != null) {
      room()[slot] = detector.exchange(room()[slot]);
    }
  }

  /** {@code g} puts a value into a slot or takes it out. */
  public void exchange(Scheduler scheduler, int slot, G g) {
    Detector detector = detector(scheduler);
    Strand strand = g.strand;
    if (detector != null && strand != null) {
      room()[slot] = detector.exchange(strand, room()[slot]);
    }
  }

  /** Something puts a value into a slot that is ordered as {@code order} says. */
  public void copy(Scheduler scheduler, int slot, Ordering order) {
    Detector detector = detector(scheduler);
    if (detector != null) {
      room()[slot] = order.copy(detector);
    }
  }

  /** What another program's detector noted means nothing to this one. */
  @SuppressWarnings("ReferenceEquality")
  private @Nullable Detector detector(Scheduler scheduler) {
    Detector detector = scheduler.detector();
    if (detector != notedBy) {
      notedBy = detector;
      clocks = NONE;
    }
    return detector;
  }

  private @Nullable Clock[] room() {
    if (clocks.length < slots) {
      clocks = new @Nullable Clock[slots];
    }
    return clocks;
  }
}
