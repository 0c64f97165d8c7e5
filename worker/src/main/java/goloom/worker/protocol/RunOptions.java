package goloom.worker.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How a program is to run, every choice made: exactly one of {@code seed} (0 to 2^53−1) and {@code
 * schedule} is present.
 *
 * @param procs simulated (or real) processors, 1 to 8
 * @param scheduler {@code sim} or {@code real}
 */
public record RunOptions(
    @Nullable Long seed,
    @Nullable String schedule,
    int procs,
    String scheduler,
    boolean race,
    boolean trace) {

  /** What the program's classes are used for. */
  public ToCompiler.Use use() {
    if (scheduler.equals("real")) {
      return ToCompiler.Use.REAL;
    }
    // A schedule may name accesses, which only watched classes report.
    return race || schedule != null ? ToCompiler.Use.WATCHED : ToCompiler.Use.UNWATCHED;
  }
}
