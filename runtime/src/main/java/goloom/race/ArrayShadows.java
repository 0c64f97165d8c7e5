package goloom.race;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/** The shadows of all arrays, found by the place of an access first: a loop mostly stays at one. */
final class ArrayShadows extends WeakTable<ArrayShadow> {

  private @Nullable ArrayShadow[] latest = new @Nullable ArrayShadow[64];

  @Override
  ArrayShadow make(Object array, ReferenceQueue<Object> queue) {
    return new ArrayShadow(array, queue);
  }

  ArrayShadow of(Object array, int site) {
    if (site < latest.length) {
      ArrayShadow known = latest[site];
      if (known != null && known.refersTo(array)) {
        return known;
      }
    } else {
      latest = java.util.Arrays.copyOf(latest, Math.max(site + 1, 2 * latest.length));
    }
    ArrayShadow shadow = of(array);
    latest[site] = shadow;
    return shadow;
  }
}
