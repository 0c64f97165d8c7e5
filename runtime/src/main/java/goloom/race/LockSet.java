package goloom.race;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The locks that a goroutine holds, the last taken first. Immutable, and the same object for the
 * same locks, so that an access can be remembered with them for nothing.
 */
final class LockSet {
  static final LockSet NONE = new LockSet(null, "", null);

  /** Remembered for one set; more are made anew each time. */
  private static final int MOST_KNOWN = 64;

  private final @Nullable Object lock;
  private final String how;
  private final @Nullable LockSet rest;
  private @Nullable Map<Object, LockSet> known;
  private @Nullable LockSet last;

  private LockSet(@Nullable Object lock, String how, @Nullable LockSet rest) {
    this.lock = lock;
    this.how = how;
    this.rest = rest;
  }

  /** With a lock more. */
  @SuppressWarnings("ReferenceEquality") // Locks are told apart by identity.
  LockSet with(Object taken, String mode) {
    LockSet recent = last;
    if (recent != null && recent.lock == taken && recent.how.equals(mode)) {
      return recent;
    }
    Map<Object, LockSet> sets = known;
    if (sets == null || sets.size() >= MOST_KNOWN) {
      sets = new HashMap<>();
      known = sets;
    }
    // A lock's own equals, if it had one, would be the program's.
    LockSet more = sets.computeIfAbsent(new Key(taken, mode), _ -> new LockSet(taken, mode, this));
    last = more;
    return more;
  }

  /** With a lock less; the same where it is not among them. */
  @SuppressWarnings("ReferenceEquality")
  LockSet without(Object released) {
    LockSet below = rest;
    if (below == null || lock == null) {
      return this;
    }
    if (lock == released) {
      return below;
    }
    LockSet less = below.without(released);
    return less == below ? this : less.with(lock, how);
  }

  /** The locks and how each is held, the last taken first. */
  List<Held> all() {
    var all = new ArrayList<Held>();
    LockSet set = this;
    while (set != null && set.lock != null) {
      all.add(new Held(set.lock, set.how));
      set = set.rest;
    }
    return all;
  }

  /** A lock, and how it is held: empty, or {@code read}. */
  record Held(Object lock, String how) {}

  private record Key(Object lock, String how) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.lock == lock && key.how.equals(how);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(lock) ^ how.hashCode();
    }
  }
}
