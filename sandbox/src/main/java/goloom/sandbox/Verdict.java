package goloom.sandbox;

import goloom.worker.RunWorker;
import goloom.worker.protocol.Event.Exit;
import goloom.worker.protocol.Event.Stats;
import goloom.worker.protocol.Event.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, told from what can be believed, in this order: our own reason for ending it, the
 * worker's authenticated end, how its process ended.
 */
final class Verdict {
  private static final int SIGKILL = 128 + 9;
  private static final int SIGNAL = 128;

  private final Limits limits;
  private final long realLimitMillis;

  Verdict(Limits limits, long realLimitMillis) {
    this.limits = limits;
    this.realLimitMillis = realLimitMillis;
  }

  /**
   * @param kill our own reason, if we ended it
   * @param end the worker's own end, if it sent one
   * @param code what its process ended with
   */
  Exit of(@Nullable Kill kill, @Nullable Exit end, int code, OutputKeeper output, long millis) {
    var exit = kill != null ? killed(kill, output) : end != null ? end : crashed(code);
    return measured(named(exit, output), end == null ? Stats.NONE : end.stats(), millis);
  }

  private Exit killed(Kill kill, OutputKeeper output) {
    return switch (kill) {
      case REAL_TIME ->
          exit(
              Status.TIMEOUT,
              124,
              "time limit: %s of real time are over (a run has %s of real time and %s of processor time)"
                  .formatted(
                      seconds(realLimitMillis),
                      seconds(realLimitMillis),
                      seconds(limits.runCpuMillis())));
      case CPU_TIME ->
          exit(
              Status.TIMEOUT,
              124,
              "time limit: %s of processor time are used up (a run has %s of processor time and %s of real time)"
                  .formatted(
                      seconds(limits.runCpuMillis()),
                      seconds(limits.runCpuMillis()),
                      seconds(realLimitMillis)));
      case OUTPUT ->
          exit(
              Status.OUTPUT_LIMIT,
              126,
              "output limit: the program was stopped after it had written "
                  + (output.floodedByPieces()
                      ? output.floodWrites() + " times"
                      : size(output.floodBytes())));
      case MEMORY ->
          exit(
              Status.MEMORY_LIMIT,
              126,
              "memory limit: the program's Java process and what the system holds for it need more than %d MiB (its heap has %d)"
                  .formatted(
                      JavaCommand.runAllowance(limits).dataMebibytes(), limits.heapMebibytes()));
      case STOPPED -> exit(Status.KILLED, 137, "stopped");
      case PROTOCOL ->
          exit(
              Status.INTERNAL,
              125,
              "the program's Java process said something that the playground doesn't understand, and was ended");
    };
  }

  private Exit crashed(int code) {
    if (code == RunWorker.OUT_OF_MEMORY) {
      return exit(
          Status.MEMORY_LIMIT,
          126,
          "memory limit: the program needs more than its heap of %d MiB"
              .formatted(limits.heapMebibytes()));
    } else if (code == SIGKILL) {
      return exit(
          Status.KILLED,
          137,
          "The program's Java process was killed from outside: by the operating system, for want of memory or"
              + " processor time, or by somebody on the server. The program itself may be fine: run it again");
    } else if (code > SIGNAL || code <= 1) {
      return exit(
          Status.INTERNAL,
          125,
          "The Java VM crashed (exit code %d). That is the playground's fault or Java's, not the"
                  .formatted(code)
              + " program's");
    }
    return exit(Status.EXIT, code, "exited with code " + code);
  }

  /**
   * What was cut from the output is said; and where nothing worse happened, it is how the run
   * ended.
   */
  private Exit named(Exit exit, OutputKeeper output) {
    if (output.cutBytes() == 0) {
      return exit;
    }
    var cut =
        "%s of output were cut: the first %s and the last %s are kept"
            .formatted(
                size(output.cutBytes()),
                size(limits.outputHeadBytes()),
                size(limits.outputTailBytes()));
    var harmless = exit.status() == Status.OK;
    var message =
        harmless
            ? "output limit: " + cut
            : exit.message().isEmpty() ? cut : exit.message() + "; " + cut;
    return new Exit(
        harmless ? Status.OUTPUT_LIMIT : exit.status(),
        harmless ? 126 : exit.code(),
        message,
        exit.deterministic(),
        exit.uncontrolled(),
        exit.stats());
  }

  private static Exit measured(Exit exit, Stats stats, long millis) {
    return new Exit(
        exit.status(),
        exit.code(),
        exit.message(),
        exit.deterministic(),
        exit.uncontrolled(),
        new Stats(
            millis,
            stats.virtualNanos(),
            stats.goroutines(),
            stats.switches(),
            stats.steps(),
            stats.peakMemoryBytes()));
  }

  /** An end that isn't the program's own. */
  static Exit exit(Status status, int code, String message) {
    return new Exit(status, code, message, false, List.of(), Stats.NONE);
  }

  static String seconds(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private static String size(long bytes) {
    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes >= 1024 ? bytes / 1024 + " KiB" : bytes + " bytes";
  }
}
