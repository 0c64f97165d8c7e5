package goloom.race;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the accesses of one variable: the shadow that each variable has. Immutable, so
 * that all variables with the same history share one; null is the history of a variable never
 * accessed.
 *
 * <p>An epoch is a slot and a time of a {@link Strand}'s, never 0. A trace is an index in {@link
 * Traces}.
 */
public final class State {
  /** The history of a variable never accessed, where an object is needed. */
  static final State VIRGIN = new State(0, 0, 0, 0, null, null);

  private static int made;

  /** The epoch of the last write; 0 for none. */
  final long write;

  /** The epoch of the last read since; 0 for none. */
  final long read;

  final int writeTrace;
  final int readTrace;

  /** Where one reader alone doesn't say it all: when each read, by its slot; and its trace. */
  final @Nullable VectorClock readers;

  private final @Nullable VectorClock readTraces;

  /** For hashing: a different number for most. */
  final int serial;

  private State(
      long write,
      int writeTrace,
      long read,
      int readTrace,
      @Nullable VectorClock readers,
      @Nullable VectorClock readTraces) {
    this.write = write;
    this.writeTrace = writeTrace;
    this.read = read;
    this.readTrace = readTrace;
    this.readers = readers;
    this.readTraces = readTraces;
    this.serial = ++made;
  }

  /** After a write. */
  static State written(long epoch, int trace) {
    return new State(epoch, trace, 0, 0, null, null);
  }

  /** After a read by a strand. */
  State readBy(Strand strand, long epoch, int trace) {
    VectorClock all = readers;
    VectorClock traces = readTraces;
    if (all == null || traces == null) {
      if (read == 0 || strand.isAfter(read)) {
        return new State(write, writeTrace, epoch, trace, null, null);
      }
      int slot = Strand.slot(read);
      all = VectorClock.EMPTY.with(slot, Strand.time(read));
      traces = VectorClock.EMPTY.with(slot, readTrace);
    }
    // Earlier readers stay: who comes after the later ones comes after them.
    return new State(
        write,
        writeTrace,
        epoch,
        trace,
        all.with(strand.slot, Strand.time(epoch)),
        traces.with(strand.slot, trace));
  }

  /** Whether a reader of that epoch is known. */
  boolean hasReader(long epoch) {
    VectorClock all = readers;
    return all == null ? read == epoch : all.get(Strand.slot(epoch)) == Strand.time(epoch);
  }

  /** The trace of the reader in a slot, where there are several. */
  int readTrace(int slot) {
    VectorClock traces = readTraces;
    return traces == null ? readTrace : (int) traces.get(slot);
  }
}
