package goloom.sandbox;

/**
 * Every limit on a program, with the defaults of the contract. Sizes in bytes, times in
 * milliseconds.
 *
 * @param outputHeadBytes output kept from the beginning
 * @param outputTailBytes output kept from the end, once the head is full
 * @param goroutinesWithRace live goroutines with race detection on
 * @param queuedRuns waiting runs a node
 * @param queuedRunsPerClient waiting runs a client
 * @param exploreExecutions executions of a program in a search for its outcomes
 * @param exploreMillis real time of such a search
 * @param besideHeapMebibytes what a program's JVM may have beside its heap: classes, code, stacks,
 *     memory outside the heap, itself
 * @param threads threads of a program's JVM, a dozen of its own among them
 * @param descriptors open files of a program's JVM, its own among them
 * @param compilationsPerClient compilations of one client at a time; 0: all that there may be but
 *     one
 */
public record Limits(
    int sourceBytes,
    int files,
    long compileMillis,
    long runMillis,
    long runCpuMillis,
    int outputHeadBytes,
    int outputTailBytes,
    int heapMebibytes,
    int goroutines,
    int goroutinesWithRace,
    int traceEvents,
    int queuedRuns,
    int queuedRunsPerClient,
    long exploreExecutions,
    long exploreMillis,
    int besideHeapMebibytes,
    int threads,
    int descriptors,
    int compilationsPerClient) {

  /** What a search may take to stop by itself and to say what it found, once its time is over. */
  private static final long SEARCH_GRACE_MILLIS = 3_000;

  /** Processors' time in a second of a search: the compiler and the collector work beside it. */
  private static final int SEARCH_PROCESSORS = 4;

  public static final Limits DEFAULT =
      new Limits(
          64 * 1024,
          20,
          10_000,
          10_000,
          10_000,
          256 * 1024,
          64 * 1024,
          256,
          200_000,
          50_000,
          100_000,
          100,
          4,
          1_000_000,
          60_000,
          320,
          256,
          128,
          0);

  /**
   * The same, for a worker that searches a program's outcomes for {@code timeMillis}: it ends by
   * itself, so what is cut off here is one that doesn't.
   */
  Limits searching(long timeMillis) {
    var millis = timeMillis + SEARCH_GRACE_MILLIS;
    return withMillis(millis, millis * SEARCH_PROCESSORS);
  }

  /** The same with other times to run. */
  Limits withMillis(long real, long processor) {
    return new Limits(
        sourceBytes,
        files,
        compileMillis,
        real,
        processor,
        outputHeadBytes,
        outputTailBytes,
        heapMebibytes,
        goroutines,
        goroutinesWithRace,
        traceEvents,
        queuedRuns,
        queuedRunsPerClient,
        exploreExecutions,
        exploreMillis,
        besideHeapMebibytes,
        threads,
        descriptors,
        compilationsPerClient);
  }
}
