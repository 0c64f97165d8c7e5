package goloom;

import goloom.scheduler.Ordering;
import goloom.scheduler.Scheduler;
import goloom.scheduler.SyncObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A map for many goroutines. Go: {@code sync.Map}. Thread-safe. Keys and values are compared by
 * {@code equals}; both may be {@code null}.
 *
 * <pre>{@code
 * var hits = new SyncMap<String, Integer>();
 * var first = hits.loadOrStore("/", 1);
 * if (first.ok()) hits.compareAndSwap("/", first.value(), first.value() + 1);
 * }</pre>
 */
public final class SyncMap<K extends @Nullable Object, V extends @Nullable Object> {
  /*
   * Go: src/sync/map.go, internal/sync/hashtriemap.go. Different here: one mutex guards everything. It is a goroutine
   * mutex and neither a spin lock nor a ConcurrentHashMap's monitor, because keys' own equals and hashCode run under
   * it, at whose scheduling points goroutines may switch. Entries are kept in the order in which they were stored, so
   * that range is the same on every machine. An entry's value is read without the mutex by range alone.
   */
  private final Mutex mutex = new Mutex(new SyncObject("sync map", Ordering.Role.PART));
  private final LinkedHashMap<K, Entry<K, V>> entries = new LinkedHashMap<>();

  private static final class Entry<K extends @Nullable Object, V extends @Nullable Object> {
    final K key;
    volatile @Nullable V value;
    volatile boolean gone;

    Entry(K key, V value) {
      this.key = key;
      this.value = value;
    }
  }

  /** An empty map. */
  public SyncMap() {}

  /** A look is ordered after the changes before it. */
  private void look() {
    mutex.sync.order.acquire(Scheduler.current());
  }

  /** A change is ordered after the changes before it, and before all that comes. */
  private void change() {
    look();
    mutex.sync.order.releaseMerge(Scheduler.current());
  }

  /** The value stored for {@code key}, or {@code null}. */
  public @Nullable V load(K key) {
    try (var _ = mutex.locked()) {
      look();
      Entry<K, V> entry = entries.get(key);
      return entry == null ? null : entry.value;
    }
  }

  /** Stores a value for {@code key}. */
  public void store(K key, V value) {
    swap(key, value);
  }

  /**
   * The value stored for {@code key}, which {@code value} becomes where there is none; {@code ok}
   * tells whether there was one.
   */
  public Received<V> loadOrStore(K key, V value) {
    try (var _ = mutex.locked()) {
      change();
      Entry<K, V> entry = entries.get(key);
      if (entry != null) {
        return new Received<>(entry.value, true);
      }
      entries.put(key, new Entry<>(key, value));
      return new Received<>(value, false);
    }
  }

  /** Deletes the value for {@code key}; {@code ok} tells whether there was one. */
  public Received<V> loadAndDelete(K key) {
    try (var _ = mutex.locked()) {
      change();
      Entry<K, V> entry = entries.remove(key);
      if (entry == null) {
        return new Received<>(null, false);
      }
      entry.gone = true;
      return new Received<>(entry.value, true);
    }
  }

  /** Deletes the value for {@code key}, if there is one. */
  public void delete(K key) {
    loadAndDelete(key);
  }

  /** Stores a value and gives the one before; {@code ok} tells whether there was one. */
  public Received<V> swap(K key, V value) {
    try (var _ = mutex.locked()) {
      change();
      Entry<K, V> entry = entries.get(key);
      if (entry == null) {
        entries.put(key, new Entry<>(key, value));
        return new Received<>(null, false);
      }
      V before = entry.value;
      entry.value = value;
      return new Received<>(before, true);
    }
  }

  /** Stores {@code replacement} if {@code expected} is stored for {@code key}; true if so. */
  public boolean compareAndSwap(K key, V expected, V replacement) {
    try (var _ = mutex.locked()) {
      change();
      Entry<K, V> entry = entries.get(key);
      if (entry == null || !Objects.equals(entry.value, expected)) {
        return false;
      }
      entry.value = replacement;
      return true;
    }
  }

  /** Deletes the entry for {@code key} if its value is {@code expected}; true if so. */
  public boolean compareAndDelete(K key, V expected) {
    try (var _ = mutex.locked()) {
      change();
      Entry<K, V> entry = entries.get(key);
      if (entry == null || !Objects.equals(entry.value, expected)) {
        return false;
      }
      entry.gone = true;
      entries.remove(key);
      return true;
    }
  }

  /**
   * Calls {@code body} for each entry until it returns false. It is no snapshot: no key comes
   * twice, but an entry that is changed meanwhile may be seen as it was or as it is. The body may
   * use the map.
   */
  public void range(BiPredicate<? super K, ? super V> body) {
    List<Entry<K, V>> all;
    try (var _ = mutex.locked()) {
      look();
      all = new ArrayList<>(entries.values());
    }
    for (Entry<K, V> entry : all) {
      if (!entry.gone && !body.test(entry.key, Chan.cast(entry.value))) {
        return;
      }
    }
  }

  /** Deletes all entries. */
  public void clear() {
    try (var _ = mutex.locked()) {
      change();
      for (Entry<K, V> entry : entries.values()) {
        entry.gone = true;
      }
      entries.clear();
    }
  }

  @Override
  public String toString() {
    return "SyncMap";
  }
}
