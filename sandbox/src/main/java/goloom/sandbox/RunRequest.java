package goloom.sandbox;

import goloom.scheduler.Engine;
import goloom.worker.protocol.ExploreOptions;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program and how to run it, already checked against the limits by whoever took it in.
 *
 * @param timeoutMillis the run's real-time limit, at most the configured one
 * @param stdinOpen whether more input may follow {@code stdin}
 * @param explore set where the program's outcomes are to be searched for instead of one run
 */
public record RunRequest(
    List<SourceFile> files,
    RunOptions options,
    long timeoutMillis,
    byte[] stdin,
    boolean stdinOpen,
    @Nullable ExploreOptions explore) {

  /** An ordinary run. */
  public RunRequest(
      List<SourceFile> files,
      RunOptions options,
      long timeoutMillis,
      byte[] stdin,
      boolean stdinOpen) {
    this(files, options, timeoutMillis, stdin, stdinOpen, null);
  }

  /**
   * Checks the schedule.
   *
   * @throws IllegalArgumentException where the engine can't replay it
   */
  public RunRequest {
    if (options.schedule() != null) {
      Engine.checkSchedule(options.schedule());
    }
  }
}
