package goloom.explore;

import java.util.HashMap;

/**
 * Numbers for threads and things that are the same in every execution of a program: by who made
 * them, and how many that one had made before.
 */
final class Names {
  private final HashMap<Long, Integer> things = new HashMap<>();
  private final HashMap<Integer, Integer> threads = new HashMap<>();

  /** The number of the {@code nth} thing that a thread made; from 1. */
  int thing(int maker, int nth) {
    long key = ((long) maker << 32) | nth;
    Integer known = things.get(key);
    if (known == null) {
      known = things.size() + 1;
      things.put(key, known);
    }
    return known;
  }

  /** The same for a thread, dense from 0; main's is 0. */
  int thread(int maker, int nth) {
    int thing = maker < 0 ? 0 : thing(maker, nth);
    Integer known = threads.get(thing);
    if (known == null) {
      known = threads.size();
      threads.put(thing, known);
    }
    return known;
  }

  int threads() {
    return threads.size();
  }
}
