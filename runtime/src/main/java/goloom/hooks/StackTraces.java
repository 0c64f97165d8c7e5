package goloom.hooks;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stack traces as a program sees them: they begin where its own code does. */
public final class StackTraces {

  private StackTraces() {}

  /** {@code Throwable.getStackTrace}. */
  public static StackTraceElement[] getStackTrace(Throwable thrown) {
    return trimmed(thrown.getStackTrace());
  }

  public static void printStackTrace(Throwable thrown) {
    trim(thrown, seen());
    thrown.printStackTrace();
  }

  public static void printStackTrace(Throwable thrown, PrintStream to) {
    trim(thrown, seen());
    thrown.printStackTrace(to);
  }

  public static void printStackTrace(Throwable thrown, PrintWriter to) {
    trim(thrown, seen());
    thrown.printStackTrace(to);
  }

  /** What nobody has caught, and what it came from, without the frames below the program's. */
  static void trim(Throwable thrown) {
    trim(thrown, seen());
  }

  private static Set<Throwable> seen() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static void trim(@Nullable Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return;
    }
    thrown.setStackTrace(trimmed(thrown.getStackTrace()));
    trim(thrown.getCause(), seen);
    for (var suppressed : thrown.getSuppressed()) {
      trim(suppressed, seen);
    }
  }

  private static StackTraceElement[] trimmed(StackTraceElement[] frames) {
    int end = frames.length;
    while (end > 0 && isBelow(frames[end - 1])) {
      end--;
    }
    return end == 0 || end == frames.length ? frames : Arrays.copyOf(frames, end);
  }

  /** Whether a frame at the bottom is what carries the program, and none of the program's. */
  private static boolean isBelow(StackTraceElement frame) {
    var type = frame.getClassName();
    return type.equals("java.lang.VirtualThread")
        || type.startsWith("goloom.hooks.")
        || type.startsWith("goloom.scheduler.")
        || type.startsWith("goloom.worker.");
  }
}
