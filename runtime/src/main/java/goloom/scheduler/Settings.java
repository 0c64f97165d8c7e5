package goloom.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * How a program is to run.
 *
 * @param seed 0 to 2^53−1; null where {@code schedule} is given
 * @param schedule a schedule string, which reproduces the run it was taken from
 * @param procs processors, 1 to 8
 * @param real on real threads instead of the simulation
 * @param race whether data races are looked for
 * @param trace whether the scheduler's events are recorded
 * @param goroutineLimit live goroutines allowed
 * @param traceEventLimit events recorded before the trace ends with a notice
 */
public record Settings(
    @Nullable Long seed,
    @Nullable String schedule,
    int procs,
    boolean real,
    boolean race,
    boolean trace,
    int goroutineLimit,
    int traceEventLimit) {

  /** The simulation with a seed, on four processors, nothing recorded. */
  public static Settings seeded(long seed) {
    return new Settings(seed, null, 4, false, false, false, 200_000, 100_000);
  }
}
