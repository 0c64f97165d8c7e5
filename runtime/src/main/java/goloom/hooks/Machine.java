package goloom.hooks;

/** What a program is told of the machine: the same on every machine. */
public final class Machine {

  private static final long MAX_MEMORY_BYTES = 256L << 20;
  private static final long TOTAL_MEMORY_BYTES = 64L << 20;
  private static final long FREE_MEMORY_BYTES = 32L << 20;

  private Machine() {}

  public static int availableProcessors(Runtime runtime) {
    return Run.simulated() ? Run.processors() : runtime.availableProcessors();
  }

  public static long maxMemory(Runtime runtime) {
    return Run.simulated() ? MAX_MEMORY_BYTES : runtime.maxMemory();
  }

  public static long totalMemory(Runtime runtime) {
    return Run.simulated() ? TOTAL_MEMORY_BYTES : runtime.totalMemory();
  }

  public static long freeMemory(Runtime runtime) {
    return Run.simulated() ? FREE_MEMORY_BYTES : runtime.freeMemory();
  }
}
