package goloom;

import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a block as a Go program runs: main's return ends it, an uncaught exception ends it as a
 * panic, a deadlock is found and reported, and so are goroutines that nobody could wake any more.
 *
 * <pre>{@code
 * var result = Program.run(Program.Options.sim(42), () -> { go(() -> IO.println("hi")); sleep(millis(1)); });
 * if (result.code() != 0) IO.println(String.join("\n", result.reports()));
 * }</pre>
 */
public final class Program {
  private Program() {}

  /**
   * How to run.
   *
   * @param seed what fixes every choice in {@code sim}, 0 to 2^53−1; 0 is Go's own order
   * @param procs processors, 1 to 8
   * @param scheduler simulated or real
   */
  public record Options(long seed, int procs, Kind scheduler) {
    /** Which scheduler. */
    public enum Kind {
      /** Deterministic, on virtual time. Needs {@code --add-opens java.base/java.lang=goloom}. */
      SIM,
      /** On real threads and the real clock. */
      REAL
    }

    /** Checks the ranges. */
    public Options {
      if (seed < 0 || seed > MAX_SEED) {
        throw new IllegalArgumentException("the seed must be 0 to 2^53-1, not " + seed);
      }
      if (procs < 1 || procs > MAX_PROCS) {
        throw new IllegalArgumentException("procs must be 1 to " + MAX_PROCS + ", not " + procs);
      }
    }

    private static final long MAX_SEED = (1L << 53) - 1;
    private static final int MAX_PROCS = 8;
    private static final int DEFAULT_PROCS = 4;

    /** Simulated with that seed, on four processors. */
    public static Options sim(long seed) {
      return new Options(seed, DEFAULT_PROCS, Kind.SIM);
    }

    /** On real threads. */
    public static Options real() {
      return new Options(0, DEFAULT_PROCS, Kind.REAL);
    }

    /** The same on {@code n} processors. */
    public Options withProcs(int n) {
      return new Options(seed, n, scheduler);
    }
  }

  /**
   * How it ended.
   *
   * @param status {@code ok}, {@code exit}, {@code panic}, {@code deadlock}, {@code
   *     goroutine_limit}
   * @param code the exit code: 0, 2 for a panic or deadlock, 126 for a limit, or the program's own
   * @param message one sentence; empty where there is nothing to say
   * @param reports the texts of the reports, in Go's form: panic, deadlock, leak
   * @param leaked goroutines that nobody could wake when main returned
   * @param virtualNanos the program's clock at its end, in nanoseconds
   */
  public record Result(
      String status,
      int code,
      String message,
      List<String> reports,
      int leaked,
      long virtualNanos) {}

  /**
   * Runs {@code main} to the end of the program.
   *
   * @throws IllegalStateException in {@code sim}, where the JVM lacks the flag, or within a
   *     simulated program
   */
  public static Result run(Options options, Block main) {
    Recorder recorder = new Recorder();
    Settings settings =
        new Settings(
            options.seed,
            null,
            options.procs,
            options.scheduler == Options.Kind.REAL,
            false,
            false,
            200_000,
            0);
    Ending ending = Engine.run(settings, main, recorder);
    return new Result(
        ending.status(),
        ending.code(),
        ending.message(),
        List.copyOf(recorder.reports),
        recorder.leaked,
        ending.virtualNanos());
  }

  private static final class Recorder implements Observer {
    final List<String> reports = new ArrayList<>();
    int leaked;

    @Override
    public void panic(
        long goroutine,
        String name,
        String value,
        List<Frame> stack,
        @Nullable Frame createdAt,
        String text) {
      reports.add(text);
    }

    @Override
    public void deadlock(List<GoroutineState> goroutines, String text) {
      reports.add(text);
    }

    @Override
    public void leak(List<GoroutineState> goroutines, String text) {
      leaked = (int) goroutines.stream().filter(g -> "stuck".equals(g.verdict())).count();
      reports.add(text);
    }
  }
}
