package goloom.race;

import goloom.report.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where accesses were made, and with which locks held: numbered, so that a history can say it. */
final class Traces {

  /** More are told by their place alone. */
  private static final int MOST = 1 << 16;

  private record Trace(int site, LockSet locks) {}

  private final Names names;
  private final List<Trace> all = new ArrayList<>();
  private final Map<Trace, Integer> numbers = new HashMap<>();

  /** The number last given at each site, and for which locks. */
  private int[] latest = new int[64];

  private @Nullable LockSet[] latestLocks = new @Nullable LockSet[64];

  Traces(Names names) {
    this.names = names;
    all.add(new Trace(0, LockSet.NONE));
  }

  /** The number of an access that a strand makes now. */
  @SuppressWarnings("ReferenceEquality") // A set of locks is one object.
  int of(int site, Strand strand) {
    if (site >= latest.length) {
      int length = Math.max(site + 1, 2 * latest.length);
      latest = java.util.Arrays.copyOf(latest, length);
      latestLocks = java.util.Arrays.copyOf(latestLocks, length);
    }
    if (latestLocks[site] == strand.locks) {
      return latest[site];
    }
    LockSet locks = all.size() < MOST ? strand.locks : LockSet.NONE;
    int number =
        numbers.computeIfAbsent(
            new Trace(site, locks),
            trace -> {
              all.add(trace);
              return all.size() - 1;
            });
    latest[site] = number;
    latestLocks[site] = strand.locks;
    return number;
  }

  int site(int trace) {
    return all.get(trace).site;
  }

  LockSet locks(int trace) {
    return all.get(trace).locks;
  }

  /** Where it was, as far as is known. */
  List<Frame> stack(int trace) {
    Frame frame = names.frame(site(trace));
    return frame == null ? List.of() : List.of(frame);
  }
}
