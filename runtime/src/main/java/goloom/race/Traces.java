package goloom.race;

import goloom.report.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where accesses were made, by which way of calls, and with which locks held: numbered, so that a
 * history can say it.
 */
final class Traces {

  /** More are told by their place alone. */
  private static final int MOST = 1 << 16;

  /**
   * To look at a stack costs a hundred accesses. So many of one site that are all alike stand for
   * those to come: most code is called from one place, or is what a goroutine begins with.
   */
  private static final int ALIKE = 16;

  /** So many are looked at of a site where they differ; of later ones the place alone is told. */
  private static final int VARIED = 1_000;

  private static final int UNKNOWN = 0;

  private record Trace(int site, int stack, LockSet locks) {
    // By hand: what the JVM derives takes it milliseconds, in the first run of every worker.
    @Override
    @SuppressWarnings("ReferenceEquality") // A set of locks is one object.
    public boolean equals(@Nullable Object other) {
      return other instanceof Trace that
          && site == that.site
          && stack == that.stack
          && locks == that.locks;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * site + stack) + locks.hashCode();
    }
  }

  /** What is known of the stacks of one site. */
  private static final class Ways {
    private int looked;
    private int latest = UNKNOWN;
    private boolean varied;

    boolean known() {
      return looked >= (varied ? VARIED : ALIKE);
    }

    int only() {
      return varied ? UNKNOWN : latest;
    }

    void add(int stack) {
      varied |= looked > 0 && stack != latest;
      latest = stack;
      looked++;
    }
  }

  private final Names names;
  private final Detector.Detail detail;
  private final List<Trace> all = new ArrayList<>();
  private final Map<Trace, Integer> numbers = new HashMap<>();
  private final List<List<Frame>> stacks = new ArrayList<>();
  private final Map<List<Frame>, Integer> stackNumbers = new HashMap<>();

  private @Nullable Ways[] ways = new @Nullable Ways[64];

  /** The number last given at each site whose ways are known, and for which locks. */
  private int[] latest = new int[64];

  private @Nullable LockSet[] latestLocks = new @Nullable LockSet[64];

  Traces(Names names, Detector.Detail detail) {
    this.names = names;
    this.detail = detail;
    all.add(new Trace(0, UNKNOWN, LockSet.NONE));
    stacks.add(List.of());
  }

  /** The number of an access that the current strand makes now. */
  @SuppressWarnings("ReferenceEquality") // A set of locks is one object.
  int of(int site, Strand strand) {
    if (site >= latest.length) {
      grow(site);
    }
    if (latestLocks[site] == strand.locks) {
      return latest[site];
    }
    if (detail == Detector.Detail.PLACES) {
      return remember(site, number(site, UNKNOWN, strand), strand);
    }
    Ways known = ways[site];
    if (known == null) {
      known = new Ways();
      ways[site] = known;
    }
    if (!known.known()) {
      int stack = stack();
      known.add(stack);
      return number(site, stack, strand);
    }
    return remember(site, number(site, known.only(), strand), strand);
  }

  private int remember(int site, int number, Strand strand) {
    latest[site] = number;
    latestLocks[site] = strand.locks;
    return number;
  }

  /** Whether stacks are looked at no more at a site: all that comes there is told alike. */
  boolean isSettled(int site) {
    return site < latestLocks.length && latestLocks[site] != null;
  }

  private void grow(int site) {
    int length = Math.max(site + 1, 2 * latest.length);
    latest = java.util.Arrays.copyOf(latest, length);
    latestLocks = java.util.Arrays.copyOf(latestLocks, length);
    ways = java.util.Arrays.copyOf(ways, length);
  }

  private int stack() {
    List<Frame> frames = names.stack();
    Integer known = stackNumbers.get(frames);
    if (known != null) {
      return known;
    }
    if (stacks.size() >= MOST) {
      return UNKNOWN;
    }
    stacks.add(frames);
    stackNumbers.put(frames, stacks.size() - 1);
    return stacks.size() - 1;
  }

  private int number(int site, int stack, Strand strand) {
    Trace trace =
        all.size() < MOST
            ? new Trace(site, stack, strand.locks)
            : new Trace(site, UNKNOWN, LockSet.NONE);
    return numbers.computeIfAbsent(
        trace,
        fresh -> {
          all.add(fresh);
          return all.size() - 1;
        });
  }

  int site(int trace) {
    return all.get(trace).site;
  }

  LockSet locks(int trace) {
    return all.get(trace).locks;
  }

  /** The way to it, as far as is known. */
  List<Frame> stack(int trace) {
    Trace of = all.get(trace);
    if (of.stack != UNKNOWN) {
      return stacks.get(of.stack);
    }
    Frame frame = names.frame(of.site);
    return frame == null ? List.of() : List.of(frame);
  }
}
