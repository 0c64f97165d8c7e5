package goloom.explore;

import org.jspecify.annotations.Nullable;

/** All places, by their number: a hash table that lasts from one execution to the next. */
final class Places {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[64];
  private @Nullable Place[] values = new Place[64];
  private int size;
  private int execution;

  /** Forgets who used what. */
  void clear() {
    execution++;
  }

  Place at(long key) {
    int mask = keys.length - 1;
    int i = (int) ((key * SPREAD) >>> 32) & mask;
    for (; ; i = (i + 1) & mask) {
      Place place = values[i];
      if (place == null) {
        return add(key, i);
      }
      if (keys[i] == key) {
        if (place.execution != execution) {
          place.execution = execution;
          place.count = 0;
          place.released = Clocks.NONE;
        }
        return place;
      }
    }
  }

  private Place add(long key, int at) {
    Place place = new Place();
    place.execution = execution;
    keys[at] = key;
    values[at] = place;
    if (2 * ++size > keys.length) {
      grow();
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Place[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new Place[keys.length];
    int mask = keys.length - 1;
    for (int j = 0; j < oldKeys.length; j++) {
      Place place = oldValues[j];
      if (place != null) {
        int i = (int) ((oldKeys[j] * SPREAD) >>> 32) & mask;
        while (values[i] != null) {
          i = (i + 1) & mask;
        }
        keys[i] = oldKeys[j];
        values[i] = place;
      }
    }
  }
}
