package goloom.hooks;

/** How a program ends itself, and what it wants done before. */
public final class Endings {

  private Endings() {}

  public static void exit(int code) {
    if (Run.simulated()) {
      ShutdownHooks.ofRun().run();
    }
    Run.exit(code);
    System.exit(code);
  }

  public static void exit(Runtime runtime, int code) {
    exit(code);
  }

  public static void halt(Runtime runtime, int code) {
    Run.exit(code);
    runtime.halt(code);
  }

  public static void addShutdownHook(Runtime runtime, Thread hook) {
    if (Run.simulated()) {
      ShutdownHooks.ofRun().add(hook);
    } else {
      runtime.addShutdownHook(hook);
    }
  }

  public static boolean removeShutdownHook(Runtime runtime, Thread hook) {
    return Run.simulated() ? ShutdownHooks.ofRun().remove(hook) : runtime.removeShutdownHook(hook);
  }
}
