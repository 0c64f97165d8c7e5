package goloom.race;

import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** The histories of an array's elements. */
final class ArrayShadow extends WeakTable.Entry {
  final @Nullable State[] elements;

  ArrayShadow(Object array, ReferenceQueue<Object> dead) {
    super(array, dead);
    elements = new @Nullable State[Array.getLength(array)];
  }

  /** Whether there is such an element; where there is none, the access will throw. */
  boolean has(int index) {
    return index >= 0 && index < elements.length;
  }
}
