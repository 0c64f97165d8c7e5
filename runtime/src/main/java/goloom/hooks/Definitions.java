package goloom.hooks;

import goloom.scheduler.Governor;
import java.lang.invoke.MethodHandles.Lookup;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Classes that a program makes at run time: they are rewritten as its others were. */
public final class Definitions {
  private Definitions() {}

  /** The class file in a part of an array, rewritten: for a class loader's {@code defineClass}. */
  public static byte[] rewritten(byte[] bytes, int offset, int length) {
    return Governor.rewritten(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** The class file that a buffer still holds, rewritten. */
  public static ByteBuffer rewritten(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return ByteBuffer.wrap(Governor.rewritten(bytes));
  }

  public static Class<?> defineClass(Lookup lookup, byte[] bytes) throws IllegalAccessException {
    return lookup.defineClass(Governor.rewritten(bytes));
  }

  public static Lookup defineHiddenClass(
      Lookup lookup, byte[] bytes, boolean initialize, Lookup.ClassOption... options)
      throws IllegalAccessException {
    return lookup.defineHiddenClass(Governor.rewritten(bytes), initialize, options);
  }

  public static Lookup defineHiddenClassWithClassData(
      Lookup lookup,
      byte[] bytes,
      Object classData,
      boolean initialize,
      Lookup.ClassOption... options)
      throws IllegalAccessException {
    return lookup.defineHiddenClassWithClassData(
        Governor.rewritten(bytes), classData, initialize, options);
  }
}
