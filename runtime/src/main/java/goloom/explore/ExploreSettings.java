package goloom.explore;

import goloom.scheduler.Pilot.Timing;

/**
 * How far a search may go.
 *
 * @param maxExecutions executions at most
 * @param timeMillis real time at most
 * @param stepsInOne steps of one execution at most
 * @param timing strict, or loose as well: then what sleeps is looked at both ways
 * @param race whether data races are looked for, and branched at
 * @param goroutineLimit live goroutines of one execution at most
 * @param procs what the program is told when it asks for the number of processors
 */
public record ExploreSettings(
    long maxExecutions,
    long timeMillis,
    int stepsInOne,
    Timing timing,
    boolean race,
    int goroutineLimit,
    int procs) {

  /** For programs that end soon. */
  public static ExploreSettings standard() {
    return new ExploreSettings(1_000_000, 10_000, 5_000, Timing.LOOSE, true, 10_000, 4);
  }
}
