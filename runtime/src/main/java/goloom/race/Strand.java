package goloom.race;

import org.jspecify.annotations.Nullable;

/**
 * A goroutine as the race detector knows it: its own time, and what it has seen of that of others.
 * Its time moves on when somebody may have seen what it did until then.
 */
public final class Strand {

  /** Bits of an epoch that hold the time; the slot is above. */
  static final int TIME_BITS = 40;

  /** The goroutine's number. */
  final long goroutine;

  final String name;

  /** The site of the statement that made it. */
  final int createdSite;

  /** Where it stands in vector clocks: its own for life, and another's afterwards. */
  final int slot;

  /** The time when it took over the slot. */
  final long since;

  /** Times up to this are of earlier runs. */
  private final long past;

  long time;

  /** The last of its times in which it touched anything; what others can have seen of it. */
  long used;

  /** What it has seen, of itself only what others may have. */
  VectorClock seen;

  /** Whether {@link #seen} holds {@link #used}. */
  boolean published;

  LockSet locks = LockSet.NONE;

  boolean finished;

  /** As many calls within calls are known; of more, the innermost. */
  private static final int MOST_CALLS = 4;

  /** Objects of the JDK's that it is in a call of, which runs code of the program's. */
  private final @Nullable Thing[] inside = new @Nullable Thing[MOST_CALLS];

  private int calls;

  /** The round of the barrier that it waits at. */
  @Nullable Clock round;

  /** The one that had the slot before. */
  @Nullable Strand before;

  Strand(
      long goroutine,
      String name,
      int createdSite,
      int slot,
      long since,
      long past,
      VectorClock seen) {
    this.past = past;
    this.goroutine = goroutine;
    this.name = name;
    this.createdSite = createdSite;
    this.slot = slot;
    this.since = since;
    this.time = since;
    this.seen = seen;
    this.published = true;
  }

  long epoch() {
    return (long) slot << TIME_BITS | time;
  }

  static int slot(long epoch) {
    return (int) (epoch >>> TIME_BITS);
  }

  static long time(long epoch) {
    return epoch & (1L << TIME_BITS) - 1;
  }

  /** A call begins that may run code of the program's. */
  void enters(Thing thing) {
    if (calls == MOST_CALLS) {
      System.arraycopy(inside, 1, inside, 0, --calls);
    }
    inside[calls++] = thing;
  }

  /** The call has ended, and those within it of which nobody said so. */
  void leaves(Thing thing) {
    for (int i = calls - 1; i >= 0; i--) {
      if (thing.equals(inside[i])) {
        calls = i;
        return;
      }
    }
  }

  /**
   * It goes on after others had their turn. What it is in a call of may have changed meanwhile: the
   * call waited for them, or looks anew and runs the program's code once more.
   */
  void resumes(Things things) {
    for (int i = 0; i < calls; i++) {
      Thing thing = inside[i];
      if (thing != null) {
        things.acquireAll(thing);
      }
    }
  }

  /** It touches something now: what others have seen of it is not all any more. */
  void touches() {
    if (used != time) {
      used = time;
      published = false;
    }
  }

  /** What others may see from here on; what it touches later is not part of that. */
  VectorClock publish() {
    if (!published) {
      seen = seen.with(slot, used);
      published = true;
    }
    if (used == time) {
      time++;
    }
    return seen;
  }

  /** It sees what others have published. */
  void sees(VectorClock others) {
    seen = seen.join(others);
  }

  /** Whether what was done in that epoch came before what this one does now. */
  boolean isAfter(long epoch) {
    int other = slot(epoch);
    long then = time(epoch);
    return other == slot || then <= past || seen.get(other) >= then;
  }

  /** An epoch of others' that isn't before what this one does now; 0 where all are. */
  long missed(VectorClock others) {
    int other = others.firstBeyond(seen, slot, past);
    return other < 0 ? 0 : (long) other << TIME_BITS | others.get(other);
  }
}
