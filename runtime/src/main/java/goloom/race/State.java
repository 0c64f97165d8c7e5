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
  static final State VIRGIN = new State(0, 0, 0, 0, null);

  private static int made;

  /** The epoch of the last write; 0 for none. */
  final long write;

  /** The epoch of the last read since; 0 for none. */
  final long read;

  final int writeTrace;
  final int readTrace;

  /** Those who read since the last write, the latest last, where one alone doesn't say it all. */
  final @Nullable Readers readers;

  /** For hashing: a different number for most. */
  final int serial;

  /** Readers that nothing orders. */
  @SuppressWarnings("ArrayRecordComponent") // Never changed, never compared.
  record Readers(long[] epochs, int[] traces) {}

  State(long write, int writeTrace, long read, int readTrace, @Nullable Readers readers) {
    this.write = write;
    this.writeTrace = writeTrace;
    this.read = read;
    this.readTrace = readTrace;
    this.readers = readers;
    this.serial = ++made;
  }

  /** After a write. */
  static State written(long epoch, int trace) {
    return new State(epoch, trace, 0, 0, null);
  }

  /** After a read by a strand. */
  State readBy(Strand strand, long epoch, int trace) {
    Readers all = readers;
    if (all == null) {
      if (read == 0 || strand.isAfter(read)) {
        return new State(write, writeTrace, epoch, trace, null);
      }
      return new State(
          write,
          writeTrace,
          epoch,
          trace,
          new Readers(new long[] {read, epoch}, new int[] {readTrace, trace}));
    }
    int n = all.epochs.length;
    long[] epochs = new long[n + 1];
    int[] traces = new int[n + 1];
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (!strand.isAfter(all.epochs[i])) {
        epochs[kept] = all.epochs[i];
        traces[kept++] = all.traces[i];
      }
    }
    if (kept == 0) {
      return new State(write, writeTrace, epoch, trace, null);
    }
    epochs[kept] = epoch;
    traces[kept++] = trace;
    return new State(
        write,
        writeTrace,
        epoch,
        trace,
        new Readers(java.util.Arrays.copyOf(epochs, kept), java.util.Arrays.copyOf(traces, kept)));
  }

  /** Whether a reader of that epoch is known. */
  boolean hasReader(long epoch) {
    Readers all = readers;
    if (all == null) {
      return read == epoch;
    }
    for (long each : all.epochs) {
      if (each == epoch) {
        return true;
      }
    }
    return false;
  }
}
