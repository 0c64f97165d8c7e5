package goloom.hooks;

import goloom.race.SharedCalls;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Objects put into words by the JDK: where they leave that to Object, as arrays do, the words hold
 * an identity hash code.
 */
public final class Texts {

  private Texts() {}

  public static String valueOf(@Nullable Object object) {
    if (object == null) {
      return "null";
    }
    SharedCalls.argument(object);
    return Identities.toString(object);
  }

  /** {@code Objects.toString}. */
  public static String toString(@Nullable Object object) {
    return valueOf(object);
  }

  public static void print(PrintStream stream, @Nullable Object object) {
    stream.print(valueOf(object));
  }

  public static void println(PrintStream stream, @Nullable Object object) {
    stream.println(valueOf(object));
  }

  public static void print(@Nullable Object object) {
    IO.print(valueOf(object));
  }

  public static void println(@Nullable Object object) {
    IO.println(valueOf(object));
  }

  public static StringBuilder append(StringBuilder builder, @Nullable Object object) {
    return builder.append(valueOf(object));
  }
}
