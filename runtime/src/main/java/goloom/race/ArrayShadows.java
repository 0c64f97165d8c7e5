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
    @Nullable ArrayShadow[] bySite = latest;
    if (site < bySite.length) {
      ArrayShadow known = bySite[site];
      if (known != null && known.refersTo(array)) {
        return known;
      }
    }
    return lookUp(array, site);
  }

  private ArrayShadow lookUp(Object array, int site) {
    if (site >= latest.length) {
      latest = java.util.Arrays.copyOf(latest, Math.max(site + 1, 2 * latest.length));
    }
    ArrayShadow shadow = of(array);
    latest[site] = shadow;
    return shadow;
  }
}
