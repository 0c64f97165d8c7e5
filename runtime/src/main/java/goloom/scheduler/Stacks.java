package goloom.scheduler;

import goloom.report.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stacks as reports show them: the user's frames, named as Go names functions. */
final class Stacks {
  private Stacks() {}

  /** Frames shown of one stack; a recursion gone wild has thousands. */
  private static final int MOST_FRAMES = 50;

  /**
   * Where {@code thrown} comes from: its own frames, or its cause's where it has none of the user's
   * (what is thrown in a class initialiser is caught by the JVM, and thrown anew outside it).
   */
  static List<Frame> frames(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      StackTraceElement[] stack = t.getStackTrace();
      if (Arrays.stream(stack).anyMatch(Stacks::isUsers)) {
        return frames(stack);
      }
    }
    return frames(thrown.getStackTrace());
  }

  /** Of {@code stack}, the user's frames; where there are none, all but the engine's own. */
  static List<Frame> frames(StackTraceElement[] stack) {
    List<Frame> frames = new ArrayList<>();
    for (StackTraceElement element : stack) {
      if (isUsers(element) && frames.size() < MOST_FRAMES) {
        frames.add(frame(element));
      }
    }
    if (frames.isEmpty()) {
      for (StackTraceElement element : stack) {
        if (!isEngines(element) && frames.size() < MOST_FRAMES) {
          frames.add(frame(element));
        }
      }
    }
    return List.copyOf(frames);
  }

  /**
   * The method of the JDK that a goroutine waits in, as {@code ReentrantLock.lock}, or {@code
   * waiting}.
   */
  static String javaWait(StackTraceElement[] stack) {
    String reason = WaitReason.JAVA.text();
    for (StackTraceElement element : stack) {
      if (isUsers(element) || isIdlePoolThread(element)) {
        break;
      }
      String type = element.getClassName();
      if (type.startsWith("java.util.concurrent.") || type.startsWith("java.lang.Thread")) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        reason = simple.replaceAll("\\$.*", "") + "." + element.getMethodName();
      }
    }
    return reason;
  }

  /** Whether it waits there for the JVM to free what nobody refers to any more. */
  static boolean waitsForReferences(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .takeWhile(element -> !isUsers(element))
        .anyMatch(element -> element.getMethodName().equals("waitForReferenceProcessing"));
  }

  /** Whether a thread of a pool waits there for its next task. */
  static boolean isIdlePoolThread(StackTraceElement element) {
    return element.getMethodName().equals("getTask")
        && element.getClassName().equals("java.util.concurrent.ThreadPoolExecutor");
  }

  /** {@code Main.lambda$main$0} as {@code Main.main.func1}; other names as they are. */
  static String goName(String function) {
    int lambda = function.indexOf(".lambda$");
    if (lambda < 0) {
      return function;
    }
    String type = function.substring(0, lambda);
    String rest = function.substring(lambda + ".lambda$".length());
    int number = rest.lastIndexOf('$');
    if (number < 0) {
      return function;
    }
    String method = rest.substring(0, number);
    try {
      return type + "." + method + ".func" + (Integer.parseInt(rest.substring(number + 1)) + 1);
    } catch (NumberFormatException e) {
      return function;
    }
  }

  private static Frame frame(StackTraceElement element) {
    String file = element.getFileName();
    return new Frame(
        goName(element.getClassName() + "." + element.getMethodName()),
        file == null ? "" : file,
        Math.max(0, element.getLineNumber()));
  }

  private static boolean isUsers(StackTraceElement element) {
    String module = element.getModuleName();
    String type = element.getClassName();
    return !element.getMethodName().startsWith("goloom$") // added by the rewriter
        && (module == null || !(module.startsWith("java.") || module.startsWith("jdk.")))
        && !isEngines(element)
        && !type.startsWith("java.")
        && !type.startsWith("jdk.");
  }

  private static boolean isEngines(StackTraceElement element) {
    String type = element.getClassName();
    if (!type.startsWith("goloom.")) {
      return type.startsWith("java.lang.VirtualThread")
          || type.startsWith("jdk.internal.vm.")
          || type.startsWith("java.lang.Thread");
    }
    String module = element.getModuleName();
    if (module != null) {
      return module.equals("goloom")
          || module.equals("goloom.junit")
          || module.equals("goloom.worker");
    }
    // On the class path the library has no module; its tests are users of it.
    String file = element.getFileName();
    return file == null || !file.endsWith("Test.java");
  }

  /** Go's text for one goroutine: its frames, each on two lines, and who created it. */
  static void print(StringBuilder text, List<Frame> stack) {
    for (Frame frame : stack) {
      text.append(frame.function()).append("(...)\n\t").append(place(frame)).append('\n');
    }
  }

  static String place(Frame frame) {
    return frame.line() > 0 ? frame.file() + ":" + frame.line() : frame.file();
  }
}
