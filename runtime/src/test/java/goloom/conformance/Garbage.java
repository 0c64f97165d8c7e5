package goloom.conformance;

import java.lang.ref.WeakReference;
import org.assertj.core.api.Assertions;

/** What the collector has to find. */
final class Garbage {
  private Garbage() {}

  private static final int MOST_COLLECTIONS = 50;

  /** Collects garbage until the referent is gone. */
  static void awaitCleared(WeakReference<?> reference) {
    for (int i = 0; i < MOST_COLLECTIONS && reference.get() != null; i++) {
      System.gc();
    }
    Assertions.assertThat((Object) reference.get()).as("collected").isNull();
  }
}
