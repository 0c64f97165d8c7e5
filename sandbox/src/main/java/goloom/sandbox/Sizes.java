package goloom.sandbox;

/**
 * How many of everything a node keeps.
 *
 * @param runWorkers run workers kept warm
 * @param searchWorkers workers kept that have rehearsed a search
 * @param compileWorkers compilations at a time
 * @param concurrentRuns runs at a time
 * @param concurrentExplorations explorations at a time, beside the runs
 * @param cachedRuns results of deterministic runs that are kept; 0: none
 * @param cachedRunBytes the largest result that is kept
 */
public record Sizes(
    int runWorkers,
    int searchWorkers,
    int compileWorkers,
    int concurrentRuns,
    int concurrentExplorations,
    int cachedRuns,
    int cachedRunBytes) {

  public static final int CACHED_RUNS = 256;
  public static final int CACHED_RUN_BYTES = 512 * 1024;

  /** What the server itself, and the system, are left. */
  private static final long RESERVED_MEBIBYTES = 768;

  /** A program that uses all it may, and a compiler that does. */
  private static final long ACTIVE_MEBIBYTES = 576;

  private static final long COMPILER_MEBIBYTES = 200;

  /** A run worker that waits: 20 to 30 MiB of its own. */
  private static final long IDLE_MEBIBYTES = 40;

  /** One that has rehearsed a search holds what the JVM has compiled, too. */
  private static final long REHEARSED_MEBIBYTES = 120;

  /** What a machine of so many processors and so much memory can bear. */
  public static Sizes of(int processors, long memoryMebibytes) {
    var room = Math.max(0, memoryMebibytes - RESERVED_MEBIBYTES);
    var compilers = Math.clamp(room / 4 / COMPILER_MEBIBYTES, 1, processors);
    var runs = Math.clamp(room / 2 / ACTIVE_MEBIBYTES, 1, processors);
    var warm = Math.clamp(room / 8 / IDLE_MEBIBYTES, 1, 2 * processors);
    var rehearsed = Math.clamp(room / 8 / REHEARSED_MEBIBYTES, 0, 1);
    return new Sizes(
        warm, rehearsed, compilers, runs, Math.max(1, runs / 2), CACHED_RUNS, CACHED_RUN_BYTES);
  }

  /** One run and then no more. */
  public static Sizes forOneRun() {
    return new Sizes(1, 0, 1, 1, 1, 0, 0);
  }
}
