package goloom.race;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What the latest iterators go over. There are too many of them, each for too short a while, to
 * keep them all; of one that is forgotten only the beginning was a read.
 */
final class Iterators {
  private static final int KEPT = 32;

  private final @Nullable WeakReference<Object>[] iterators = references();
  private final @Nullable Thing[] things = new @Nullable Thing[KEPT];
  private int next;
  private int latest;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable WeakReference<Object>[] references() {
    return new WeakReference[KEPT];
  }

  void add(Object iterator, Thing thing) {
    iterators[next] = new WeakReference<>(iterator);
    things[next] = thing;
    latest = next;
    next = (next + 1) % KEPT;
  }

  @Nullable Thing find(Object iterator) {
    if (is(latest, iterator)) {
      return things[latest];
    }
    for (int i = 0; i < KEPT; i++) {
      if (is(i, iterator)) {
        latest = i;
        return things[i];
      }
    }
    return null;
  }

  private boolean is(int at, Object iterator) {
    WeakReference<Object> kept = iterators[at];
    return kept != null && kept.refersTo(iterator);
  }
}
