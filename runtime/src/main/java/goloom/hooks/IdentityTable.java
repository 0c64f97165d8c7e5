package goloom.hooks;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value for each object that is asked for, by identity, for as long as the object lives.
 * Thread-safe, since what the scheduler doesn't govern may come by.
 */
final class IdentityTable<V> {

  private final Function<Object, V> maker;
  private final Map<Object, V> values = new HashMap<>();
  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();

  IdentityTable(Function<Object, V> maker) {
    this.maker = maker;
  }

  synchronized V of(Object object) {
    for (Object reference = dead.poll(); reference != null; reference = dead.poll()) {
      values.remove(reference);
    }
    var known = values.get(new Probe(object));
    if (known == null) {
      known = maker.apply(object);
      values.put(new Key(object, dead), known);
    }
    return known;
  }

  /** An object to look for. */
  private record Probe(Object object) {
    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.refersTo(object);
    }
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object object, ReferenceQueue<Object> dead) {
      super(object, dead);
      hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || (other instanceof Probe probe && refersTo(probe.object));
    }
  }
}
