package goloom.race;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A vector clock: for each slot, up to which of its times one has seen. Immutable.
 *
 * <p>It is a tree with sixteen branches at each fork, in which what is all zero is missing and what
 * is equal is mostly the same object: goroutines that have seen much the same share most of it, and
 * joining two such clocks looks at the rest alone. So fifty thousand goroutines that know of each
 * other take a few hundred bytes each, where dense clocks would take ten gigabytes.
 */
final class VectorClock {

  static final VectorClock EMPTY = new VectorClock(0, new long[0]);

  private static final int BITS = 4;
  private static final int WIDTH = 1 << BITS;
  private static final int MASK = WIDTH - 1;

  /** Forks above the leaves. */
  private final int height;

  /** At height 0 a {@code long[]}, else an {@code Object[]} of such trees, a little lower each. */
  private final Object root;

  private VectorClock(int height, Object root) {
    this.height = height;
    this.root = root;
  }

  /** How far that slot's time has been seen; 0 for not at all. */
  long get(int slot) {
    if (slot >>> (BITS * height) >= WIDTH) {
      return 0;
    }
    Object tree = root;
    for (int level = height; level > 0; level--) {
      Object[] branches = (Object[]) tree;
      int branch = (slot >>> (BITS * level)) & MASK;
      Object next = branch < branches.length ? branches[branch] : null;
      if (next == null) {
        return 0;
      }
      tree = next;
    }
    long[] leaf = (long[]) tree;
    int at = slot & MASK;
    return at < leaf.length ? leaf[at] : 0;
  }

  /** The same with another time for one slot. */
  VectorClock with(int slot, long time) {
    int high = height;
    Object tree = root;
    while (slot >>> (BITS * high) >= WIDTH) {
      tree = new Object[] {tree};
      high++;
    }
    return new VectorClock(high, with(tree, high, slot, time));
  }

  private static Object with(@Nullable Object tree, int level, int slot, long time) {
    int branch = (slot >>> (BITS * level)) & MASK;
    if (level == 0) {
      long[] old = tree == null ? new long[0] : (long[]) tree;
      long[] leaf = Arrays.copyOf(old, Math.max(old.length, branch + 1));
      leaf[branch] = time;
      return leaf;
    }
    Object[] old = tree == null ? new Object[0] : (Object[]) tree;
    Object[] branches = Arrays.copyOf(old, Math.max(old.length, branch + 1));
    branches[branch] = with(branches[branch], level - 1, slot, time);
    return branches;
  }

  /** The later of both in each slot; one of the two themselves where that is it. */
  @SuppressWarnings("ReferenceEquality") // What is shared need not be looked at.
  VectorClock join(VectorClock other) {
    if (this == other || other == EMPTY) {
      return this;
    }
    if (this == EMPTY) {
      return other;
    }
    if (height < other.height) {
      return other.joinLower(this, other);
    }
    return joinLower(other, this);
  }

  /** Joins one that isn't higher; {@code whole} is this one. */
  @SuppressWarnings("ReferenceEquality")
  private VectorClock joinLower(VectorClock lower, VectorClock whole) {
    Object tree = lower.root;
    for (int i = lower.height; i < height; i++) {
      tree = new Object[] {tree};
    }
    Object joined = join(root, tree, height);
    if (joined == null || joined == root) {
      return whole;
    }
    return joined == lower.root
        ? lower
        : new VectorClock(height, java.util.Objects.requireNonNull(joined));
  }

  @SuppressWarnings("ReferenceEquality")
  private static @Nullable Object join(@Nullable Object a, @Nullable Object b, int level) {
    if (a == b || b == null) {
      return a;
    }
    if (a == null) {
      return b;
    }
    return level == 0
        ? joinLeaves((long[]) a, (long[]) b)
        : joinForks((Object[]) a, (Object[]) b, level);
  }

  private static long[] joinLeaves(long[] a, long[] b) {
    boolean aIsAll = a.length >= b.length;
    boolean bIsAll = b.length >= a.length;
    for (int i = Math.min(a.length, b.length) - 1; i >= 0; i--) {
      aIsAll &= a[i] >= b[i];
      bIsAll &= b[i] >= a[i];
    }
    if (aIsAll) {
      return a;
    }
    if (bIsAll) {
      return b;
    }
    long[] longer = a.length >= b.length ? a : b;
    long[] joined = longer.clone();
    for (int i = Math.min(a.length, b.length) - 1; i >= 0; i--) {
      joined[i] = Math.max(a[i], b[i]);
    }
    return joined;
  }

  @SuppressWarnings("ReferenceEquality")
  private static Object[] joinForks(Object[] a, Object[] b, int level) {
    Object[] joined = a;
    boolean bIsAll = b.length >= a.length;
    if (b.length > a.length) {
      joined = Arrays.copyOf(a, b.length);
    }
    for (int i = 0; i < b.length; i++) {
      Object left = i < a.length ? a[i] : null;
      Object both = join(left, b[i], level - 1);
      bIsAll &= both == b[i];
      if (both != left) {
        if (joined == a) {
          joined = a.clone();
        }
        joined[i] = both;
      }
    }
    return bIsAll ? b : joined;
  }

  /**
   * A slot whose time another clock has not seen; −1 where there is none.
   *
   * @param except a slot that doesn't count
   * @param past a time that counts as seen
   */
  int firstBeyond(VectorClock other, int except, long past) {
    return firstBeyond(root, height, 0, other, except, past);
  }

  private static int firstBeyond(
      @Nullable Object tree, int level, int from, VectorClock other, int except, long past) {
    if (tree == null) {
      return -1;
    }
    if (level == 0) {
      long[] leaf = (long[]) tree;
      for (int i = 0; i < leaf.length; i++) {
        if (leaf[i] > past && from + i != except && other.get(from + i) < leaf[i]) {
          return from + i;
        }
      }
      return -1;
    }
    Object[] branches = (Object[]) tree;
    for (int i = 0; i < branches.length; i++) {
      int found =
          firstBeyond(branches[i], level - 1, from + (i << (BITS * level)), other, except, past);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }
}
