package goloom.hooks;

/** How a program ends itself. */
public final class Endings {

  private Endings() {}

  public static void exit(int code) {
    Run.exit(code);
    System.exit(code);
  }

  public static void exit(Runtime runtime, int code) {
    Run.exit(code);
    runtime.exit(code);
  }

  public static void halt(Runtime runtime, int code) {
    Run.exit(code);
    runtime.halt(code);
  }
}
