package goloom.sandbox;

import goloom.scheduler.Engine;
import goloom.worker.protocol.RunOptions;
import goloom.worker.protocol.SourceFile;
import java.util.List;

/**
 * A program and how to run it, already checked against the limits by whoever took it in.
 *
 * @param timeoutMillis the run's real-time limit, at most the configured one
 * @param stdinOpen whether more input may follow {@code stdin}
 */
public record RunRequest(
    List<SourceFile> files,
    RunOptions options,
    long timeoutMillis,
    byte[] stdin,
    boolean stdinOpen) {

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
