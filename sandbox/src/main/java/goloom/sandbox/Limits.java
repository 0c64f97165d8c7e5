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
    int queuedRunsPerClient) {

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
          4);
}
