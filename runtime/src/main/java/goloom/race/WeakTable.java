package goloom.race;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for objects that can't keep it themselves, by identity, for as long as they live.
 *
 * <p>While there are few it asks no object for its identity hash code: the JVM draws that from a
 * sequence of its own, and a program that is watched would then see others.
 */
abstract class WeakTable<E extends WeakTable.Entry> {

  /** What is kept for one object. */
  abstract static class Entry extends WeakReference<Object> {
    int hash;

    Entry(@Nullable Object object, @Nullable ReferenceQueue<Object> dead) {
      super(object, dead);
    }
  }

  /** Kept without hash codes. */
  private static final int FEW = 32;

  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();

  /** While few: those kept, the first {@link #size} of it. Else a hash table, open addressing. */
  private @Nullable Entry[] table = new @Nullable Entry[FEW];

  private int size;
  private boolean hashed;

  /** Makes what is kept for an object that is new here. */
  abstract E make(Object object, ReferenceQueue<Object> queue);

  /** What is kept for that object. */
  final E of(Object object) {
    E known = find(object);
    return known == null ? add(object) : known;
  }

  /** What is kept for that object; null where nothing is. */
  @SuppressWarnings("unchecked")
  final @Nullable E find(Object object) {
    if (!hashed) {
      for (int i = 0; i < size; i++) {
        Entry entry = table[i];
        if (entry != null && entry.refersTo(object)) {
          return (E) entry;
        }
      }
      return null;
    }
    Entry[] entries = table;
    int mask = entries.length - 1;
    int at = place(System.identityHashCode(object), mask);
    for (Entry entry; (entry = entries[at]) != null; at = (at + 1) & mask) {
      if (entry.refersTo(object)) {
        return (E) entry;
      }
    }
    return null;
  }

  private static int place(int hash, int mask) {
    return (hash ^ hash >>> 16) & mask;
  }

  private E add(Object object) {
    E entry = make(object, dead);
    if (hashed ? 2 * size >= table.length : size == FEW) {
      rebuild();
    }
    if (hashed) {
      entry.hash = System.identityHashCode(object);
      insert(table, entry);
    } else {
      table[size] = entry;
    }
    size++;
    return entry;
  }

  private static void insert(@Nullable Entry[] entries, Entry entry) {
    int mask = entries.length - 1;
    int at = place(entry.hash, mask);
    while (entries[at] != null) {
      at = (at + 1) & mask;
    }
    entries[at] = entry;
  }

  /** Drops what was kept for the dead, and makes room. */
  private void rebuild() {
    while (dead.poll() != null) {
      // Cleared already; only the queue is to be emptied.
    }
    int alive = 0;
    @Nullable Entry[] old = table;
    for (Entry entry : old) {
      if (entry != null && !entry.refersTo(null)) {
        alive++;
      }
    }
    @Nullable Entry[] larger =
        new @Nullable Entry[Math.max(4 * FEW, Integer.highestOneBit(alive) << 3)];
    size = 0;
    for (Entry entry : old) {
      Object object = entry == null ? null : entry.get();
      if (!hashed) {
        // For a dead one as well: what is drawn must not depend on the garbage collector.
        int drawn = System.identityHashCode(object == null ? new Object() : object);
        if (entry != null) {
          entry.hash = drawn;
        }
      }
      if (entry != null && object != null) {
        insert(larger, entry);
        size++;
      }
    }
    table = larger;
    hashed = true;
  }
}
