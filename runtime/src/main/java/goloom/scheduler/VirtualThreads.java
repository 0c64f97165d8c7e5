package goloom.scheduler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reaches into the JDK: virtual threads on an executor of ours. JDK 25 keeps
 * that in a package-private method of {@code java.lang.ThreadBuilders}, so it works only where
 * {@code java.lang} is opened to this module; where it isn't, goroutines are plain virtual threads.
 */
final class VirtualThreads {
  private VirtualThreads() {}

  /** The flag to start a JVM with: which module it opens to depends on where the library is. */
  static final String FLAG =
      "--add-opens java.base/java.lang="
          + (VirtualThreads.class.getModule().isNamed()
              ? VirtualThreads.class.getModule().getName()
              : "ALL-UNNAMED");

  /** The flag by which the JDK forgets goroutines that nobody can reach any more. */
  static final String UNTRACKED_FLAG = "-Djdk.trackAllThreads=false";

  /** As the JDK reads it, once, when the first virtual thread is made. */
  private static final boolean UNTRACKED = isFalse(System.getProperty("jdk.trackAllThreads"));

  private static boolean isFalse(@Nullable String property) {
    return property != null && !property.isEmpty() && !Boolean.parseBoolean(property);
  }

  /** Whether a goroutine that is left behind can be collected. */
  static boolean untracked() {
    return UNTRACKED;
  }

  private static final @Nullable MethodHandle NEW = find();

  private static @Nullable MethodHandle find() {
    try {
      Class<?> builders = Class.forName("java.lang.ThreadBuilders");
      return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
          .findStatic(
              builders,
              "newVirtualThread",
              MethodType.methodType(
                  Thread.class, Executor.class, String.class, int.class, Runnable.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** Whether goroutines can be put on executors of ours, tried once with a real thread. */
  static boolean supported() {
    return SelfTest.PASSED;
  }

  /** A new, unstarted virtual thread that submits its continuation to {@code executor}. */
  static Thread create(Executor executor, String name, Runnable body) {
    try {
      MethodHandle handle = NEW;
      if (handle == null) {
        throw new IllegalStateException("the JVM was started without " + FLAG);
      }
      return (Thread) handle.invokeExact(executor, name, 0, body);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs, yields and resumes one thread: what the simulation relies on. */
  private static final class SelfTest {
    static final boolean PASSED = NEW != null && run();

    @SuppressWarnings("ThreadPriorityCheck") // the yield is what is tried
    private static boolean run() {
      Runnable[] submitted = new Runnable[1];
      int[] steps = new int[2];
      Thread thread =
          create(
              task -> {
                submitted[0] = task;
                steps[1]++;
              },
              "",
              () -> {
                steps[0]++;
                Thread.yield();
                steps[0]++;
              });
      thread.start();
      submitted[0].run();
      boolean left = steps[0] == 1 && steps[1] == 2;
      submitted[0].run();
      return left && steps[0] == 2 && !thread.isAlive();
    }
  }
}
