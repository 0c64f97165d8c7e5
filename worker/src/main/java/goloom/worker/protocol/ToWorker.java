package goloom.worker.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run worker is told. The first frame is the {@link Job}; only stdin may follow. Stop is a
 * signal.
 */
public sealed interface ToWorker {

  /**
   * The one program this worker will run.
   *
   * @param secret 128 bits that every frame of the worker's must begin with
   * @param mainClass the binary name of the class that has {@code main}
   * @param sites the rewriter's table of source sites, handed to the engine as it is
   * @param uncontrolled what the rewriter could not put under the scheduler
   * @param explore set where the program's outcomes are to be searched for instead of one run
   * @param stdin what stdin holds at the start
   * @param stdinOpen whether {@link Stdin} frames follow, up to a {@link StdinClosed}
   */
  record Job(
      byte[] secret,
      List<ClassFile> classes,
      String mainClass,
      String sites,
      List<String> uncontrolled,
      RunOptions options,
      @Nullable ExploreOptions explore,
      WorkerLimits limits,
      byte[] stdin,
      boolean stdinOpen)
      implements ToWorker {}

  /** More of the program's standard input. */
  record Stdin(byte[] bytes) implements ToWorker {}

  /** The end of the program's standard input. */
  record StdinClosed() implements ToWorker {}

  /** The limits that the worker itself can name best when they fire; the box holds the rest. */
  record WorkerLimits(
      int goroutines, int traceEvents, int heapMebibytes, int besideHeapMebibytes, int threads) {}
}
