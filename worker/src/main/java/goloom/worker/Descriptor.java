package goloom.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;

/**
 * The worker's own way out: descriptor 3, which leads where descriptor 1 leads. A program can close
 * descriptor 1, and may, without taking from the worker the means to say how it ended.
 */
final class Descriptor {
  private static final int OUT = Integer.getInteger("goloom.worker.out", 3);

  private Descriptor() {}

  /**
   * A stream onto it. The JVM is started with {@code java.io} open to this module, and to no other.
   */
  static FileOutputStream out() {
    try {
      var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      return new FileOutputStream(constructor.newInstance(OUT));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no way out", e);
    }
  }
}
