package goloom.scheduler;

import java.io.BufferedReader;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The standard input of a program that is run again and again: {@code java.lang.IO} keeps a reader,
 * which would go on where the program's last execution left off.
 */
public final class StandardInput {
  private StandardInput() {}

  private static final VarHandle READER = find();

  private static VarHandle find() {
    try {
      return MethodHandles.privateLookupIn(IO.class, MethodHandles.lookup())
          .findStaticVarHandle(IO.class, "br", BufferedReader.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the JVM was started without " + VirtualThreads.FLAG, e);
    }
  }

  /** Whoever reads from here on begins with the first byte of {@code in}. */
  public static void begins(InputStream in) {
    System.setIn(in);
    READER.set(null);
  }
}
