package goloom.bench;

/** Looks at the heap from outside of rewritten code, where the figures are the run's own. */
public final class Heap {
  private Heap() {}

  /** Bytes in use after a collection. */
  public static long used() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
