package goloom.race;

import goloom.report.RaceReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The race detector of one run: FastTrack (C. Flanagan and S. Freund, PLDI 2009).
 *
 * <p>Each variable has a {@link State}, each goroutine a {@link Strand}, each thing that
 * synchronises a {@link Clock}. Confined to the simulation's carrier.
 */
public final class Detector {
  /*
   * Differences from the paper:
   *  - histories are immutable and shared by all variables that have the same one, and a small cache knows what
   *    becomes of a history at an access, so that the first touch of each of a million objects costs a look at it;
   *  - a strand's time moves on only if it has touched something since it last published;
   *  - vector clocks are trees that share what they have in common (see VectorClock);
   *  - a read that follows a write of the same strand in the same epoch is not noted: whoever races with it
   *    races with the write;
   *  - a history also says where the accesses were, for the report.
   */

  /** How much is kept for the reports. */
  public enum Detail {
    /** By which way of calls each access was reached. */
    STACKS(1 << 10),
    /** Where each access is in the source: for runs of which there are many, all short. */
    PLACES(1 << 6);

    private final int cache;

    Detail(int cache) {
      this.cache = cache;
    }
  }

  private final Traces traces;
  private final Reports reports;

  /** What happened where, by its history and access. */
  private final @Nullable State[] cachedFrom;

  private final long[] cachedEpoch;
  private final int[] cachedAccess;
  private final @Nullable State[] cachedTo;

  /*
   * The latest of these, while it is the same strand in the same epoch with the same locks: what a loop does to one
   * element after another.
   */
  private @Nullable State lastReadFrom;
  private int lastReadSite;
  private State lastReadTo = State.VIRGIN;
  private @Nullable State lastWriteFrom;
  private int lastWriteSite;
  private State lastWriteTo = State.VIRGIN;

  private void latestRead(State from, int site, State to) {
    if (traces.isSettled(site)) {
      lastReadFrom = from;
      lastReadSite = site;
      lastReadTo = to;
    }
  }

  private void latestWrite(State from, int site, State to) {
    if (traces.isSettled(site)) {
      lastWriteFrom = from;
      lastWriteSite = site;
      lastWriteTo = to;
    }
  }

  private void forgetLatest() {
    lastReadFrom = null;
    lastWriteFrom = null;
  }

  /** Objects of the JDK's. */
  final Things things = new Things(this);

  /** The latest strand of each slot. */
  private final List<Strand> slots = new ArrayList<>();

  /** Ended strands whose slots may be taken over. */
  private final ArrayDeque<Strand> ended = new ArrayDeque<>();

  /** What is accessed, where the site says something else: by a handle. */
  @Nullable String field;

  /** Whose code runs; null while the scheduler decides. */
  @Nullable Strand current;

  /** What orders what nobody does: a timer that fires. */
  private VectorClock ambient = VectorClock.EMPTY;

  /** A detector whose reports go there. */
  public Detector(Names names, Detail detail, Consumer<RaceReport> observer) {
    this.traces = new Traces(names, detail);
    cachedFrom = new @Nullable State[detail.cache];
    cachedEpoch = new long[detail.cache];
    cachedAccess = new int[detail.cache];
    cachedTo = new @Nullable State[detail.cache];
    this.reports = new Reports(names, traces, this, observer);
    slots.add(new Strand(0, "", 0, 0, 0, 0, VectorClock.EMPTY)); // so that no epoch is 0
  }

  /**
   * The times of earlier runs in this JVM: shadows that are left of them, in classes that were not
   * loaded anew, tell of what is over.
   */
  private final long past = Watch.past();

  /** The latest time of any strand. */
  long latest() {
    long latest = past;
    for (Strand strand : slots) {
      latest = Math.max(latest, strand.time);
    }
    return latest;
  }

  /** How many races were reported. */
  public int found() {
    return reports.found();
  }

  // Goroutines
  // ----------

  /** How far after its end a slot is looked at for reuse. */
  private static final int LOOKED_AT = 4;

  /** A goroutine is made by the current one, which all that it does is ordered after. */
  public Strand spawn(long goroutine, String name, int createdSite) {
    Strand creator = current;
    VectorClock seen = creator == null ? ambient : publish(creator);
    for (int i = Math.min(LOOKED_AT, ended.size()); i > 0; i--) {
      Strand old = ended.removeFirst();
      if (seen.get(old.slot) >= old.used) {
        // All that the old one did is before all that the new one will do.
        return occupy(
            old.slot,
            old,
            new Strand(goroutine, name, createdSite, old.slot, old.time + 1, past, seen));
      }
      ended.addLast(old);
    }
    Strand fresh = new Strand(goroutine, name, createdSite, slots.size(), past + 1, past, seen);
    slots.add(fresh);
    return fresh;
  }

  private Strand occupy(int slot, Strand before, Strand fresh) {
    fresh.before = before;
    forget(fresh);
    slots.set(slot, fresh);
    return fresh;
  }

  /** Earlier owners of a slot that are remembered for reports. */
  private static final int REMEMBERED = 8;

  private static void forget(Strand strand) {
    Strand last = strand;
    for (int i = 0; i < REMEMBERED && last.before != null; i++) {
      last = last.before;
    }
    last.before = null;
  }

  /**
   * A goroutine has ended, which orders nothing; but the end of a thread of Java's is before what
   * finds it ended.
   */
  public void ends(Strand strand, @Nullable Thread thread) {
    if (thread != null) {
      Thing thing = things.of(thread);
      Clock clock = new Clock();
      clock.released = publish(strand);
      thing.clock = clock;
    }
    strand.finished = true;
    ended.addLast(strand);
  }

  /** Whose epoch it is; null where that is long forgotten. */
  @Nullable Strand strandOf(long epoch) {
    Strand strand = slots.get(Strand.slot(epoch));
    long time = Strand.time(epoch);
    while (strand != null && strand.since > time) {
      strand = strand.before;
    }
    return strand;
  }

  /** From here on what happens is done by nobody, after what was released there. */
  public void fires(@Nullable Clock clock) {
    runs(null);
    ambient = clock == null ? VectorClock.EMPTY : clock.released;
  }

  /** Whose code runs; null for nobody's. */
  public @Nullable Strand running() {
    return current;
  }

  /** No more accesses are looked at. */
  public void stops() {
    runs(null);
    Watch.ends();
  }

  /** From here on that strand's code runs; null for nobody's. */
  public void runs(@Nullable Strand strand) {
    current = strand;
    forgetLatest();
    ambient = VectorClock.EMPTY;
    if (strand != null) {
      strand.resumes(things);
    }
    Watch.runs(this, strand);
  }

  // What synchronises
  // -----------------

  /** The current strand is ordered after all that was released there. */
  public void acquire(@Nullable Clock clock) {
    Strand strand = current;
    if (strand != null && clock != null) {
      strand.sees(clock.released);
    } else if (clock != null) {
      ambient = ambient.join(clock.released);
    }
  }

  /** The same for another strand. */
  public void acquire(Strand strand, @Nullable Clock clock) {
    if (clock != null) {
      strand.sees(clock.released);
    }
  }

  /** Who acquires there is ordered after the current strand, and no more after earlier ones. */
  public Clock release(@Nullable Clock clock) {
    Clock released = clock == null ? new Clock() : clock;
    released.released = publish();
    return released;
  }

  /** Who acquires there is ordered after the current strand as well. */
  public Clock merge(@Nullable Clock clock) {
    Clock released = clock == null ? new Clock() : clock;
    released.released = released.released.join(publish());
    return released;
  }

  /** What others left there, left elsewhere as well. */
  public @Nullable Clock copy(@Nullable Clock clock) {
    if (clock == null) {
      return null;
    }
    Clock copy = new Clock();
    copy.released = clock.released;
    return copy;
  }

  /** The current strand gets what was left there and leaves what it had itself. */
  public Clock exchange(@Nullable Clock clock) {
    Strand strand = current;
    return strand == null ? release(clock) : exchange(strand, clock);
  }

  /** A strand gets what was left there and leaves what it had itself. */
  public Clock exchange(Strand strand, @Nullable Clock clock) {
    Clock left = clock == null ? new Clock() : clock;
    VectorClock before = left.released;
    left.released = publish(strand);
    strand.sees(before);
    return left;
  }

  /** The current strand has initialised a class. */
  @Nullable Clock initialised() {
    Strand strand = current;
    if (strand == null) {
      return null;
    }
    Clock clock = new Clock();
    clock.released = publish(strand);
    clock.only = (long) strand.slot << Strand.TIME_BITS | strand.used;
    return clock;
  }

  /** The current strand uses a class: what its initialiser did was before. */
  void uses(Clock initialised) {
    Strand strand = current;
    if (strand != null && !strand.isAfter(initialised.only)) {
      strand.sees(initialised.released);
    }
  }

  /** The current strand and another meet: each is ordered after the other. */
  public void meets(Strand other) {
    VectorClock left = publish();
    Strand strand = current;
    if (strand != null) {
      strand.sees(publish(other));
    }
    other.sees(left);
  }

  /** The other strand is ordered after the current one. */
  public void wakes(Strand other) {
    other.sees(publish());
  }

  /** The current strand makes an access that doesn't race with others made atomically. */
  void atomically(Thing handle, Runnable access) {
    Strand strand = current;
    if (strand == null) {
      return;
    }
    VectorClock seen = strand.seen;
    strand.seen = seen.join(handle.atomics);
    forgetLatest();
    access.run();
    forgetLatest();
    strand.seen = seen;
    handle.atomics = handle.atomics.with(strand.slot, strand.used);
  }

  /** The current strand waits at a barrier for the others of its round. */
  void waitsFor(Clock round) {
    Strand strand = current;
    if (strand != null) {
      strand.round = round;
    }
  }

  /** The current strand has passed the barrier. */
  void passes() {
    Strand strand = current;
    if (strand != null) {
      acquire(strand.round);
      strand.round = null;
    }
  }

  /** The current strand takes a lock; the strand. */
  public @Nullable Strand takes(Object lock, String how) {
    Strand strand = current;
    if (strand != null) {
      strand.locks = strand.locks.with(lock, how);
      forgetLatest();
    }
    return strand;
  }

  /** A lock is given back by the strand that took it, or by the current one for it. */
  public void gives(Object lock, @Nullable Strand taker) {
    Strand strand = taker == null ? current : taker;
    if (strand != null) {
      strand.locks = strand.locks.without(lock);
      forgetLatest();
    }
  }

  private VectorClock publish() {
    Strand strand = current;
    return strand == null ? ambient : publish(strand);
  }

  @SuppressWarnings("ReferenceEquality")
  private VectorClock publish(Strand strand) {
    VectorClock published = strand.publish();
    if (strand == current) {
      forgetLatest();
      Watch.runs(this, strand);
    }
    return published;
  }

  // Accesses
  // --------

  /** The current strand reads; what becomes of the variable's history. */
  @SuppressWarnings("ReferenceEquality")
  public State read(@Nullable State history, @Nullable Object holder, int index, int site) {
    Strand strand = current;
    State state = history == null ? State.VIRGIN : history;
    if (strand == null) {
      return state;
    }
    if (state == lastReadFrom && site == lastReadSite) {
      return lastReadTo;
    }
    long epoch = strand.epoch();
    if (state.write == epoch || state.hasReader(epoch)) {
      return state;
    }
    strand.touches();
    int trace = traces.of(site, strand);
    int access = trace << 1;
    int at = index(state, epoch, access);
    if (cachedFrom[at] == state && cachedEpoch[at] == epoch && cachedAccess[at] == access) {
      State known = cachedTo[at];
      if (known != null) {
        latestRead(state, site, known);
        return known;
      }
    }
    State next = state.readBy(strand, epoch, trace);
    if (state.write != 0 && !strand.isAfter(state.write)) {
      reports.race(
          new Variable(holder, index, site, field),
          new Reports.Now(Kind.READ, trace),
          new Reports.Before(Kind.WRITE, state.write, state.writeTrace));
    } else {
      remember(at, state, epoch, access, next);
      latestRead(state, site, next);
    }
    return next;
  }

  /** The current strand writes; what becomes of the variable's history. */
  @SuppressWarnings("ReferenceEquality")
  public State write(@Nullable State history, @Nullable Object holder, int index, int site) {
    Strand strand = current;
    State state = history == null ? State.VIRGIN : history;
    if (strand == null) {
      return state;
    }
    if (state == lastWriteFrom && site == lastWriteSite) {
      return lastWriteTo;
    }
    long epoch = strand.epoch();
    if (state.write == epoch) {
      return state;
    }
    strand.touches();
    int trace = traces.of(site, strand);
    int access = trace << 1 | 1;
    int at = index(state, epoch, access);
    if (cachedFrom[at] == state && cachedEpoch[at] == epoch && cachedAccess[at] == access) {
      State known = cachedTo[at];
      if (known != null) {
        latestWrite(state, site, known);
        return known;
      }
    }
    State next = State.written(epoch, trace);
    Reports.Before conflict = conflict(state, strand);
    if (conflict != null) {
      reports.race(
          new Variable(holder, index, site, field), new Reports.Now(Kind.WRITE, trace), conflict);
    } else {
      remember(at, state, epoch, access, next);
      latestWrite(state, site, next);
    }
    return next;
  }

  /** What a write races with, of all that the history knows. */
  private static Reports.@Nullable Before conflict(State state, Strand strand) {
    if (state.write != 0 && !strand.isAfter(state.write)) {
      return new Reports.Before(Kind.WRITE, state.write, state.writeTrace);
    }
    VectorClock readers = state.readers;
    if (readers == null) {
      return state.read != 0 && !strand.isAfter(state.read)
          ? new Reports.Before(Kind.READ, state.read, state.readTrace)
          : null;
    }
    if (!strand.isAfter(state.read)) {
      return new Reports.Before(Kind.READ, state.read, state.readTrace);
    }
    long missed = strand.missed(readers);
    return missed == 0
        ? null
        : new Reports.Before(Kind.READ, missed, state.readTrace(Strand.slot(missed)));
  }

  private int index(State state, long epoch, int access) {
    int hash = state.serial * 0x9E3779B9 + (int) epoch * 0x85EBCA6B + access * 0xC2B2AE35;
    return (hash ^ hash >>> 15) & cachedTo.length - 1;
  }

  private void remember(int at, State from, long epoch, int access, State to) {
    cachedFrom[at] = from;
    cachedEpoch[at] = epoch;
    cachedAccess[at] = access;
    cachedTo[at] = to;
  }

  /** What an access does. */
  enum Kind {
    READ,
    WRITE;

    String text() {
      return this == READ ? "read" : "write";
    }
  }
}
