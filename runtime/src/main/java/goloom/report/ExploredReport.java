package goloom.report;

/**
 * How far a search over a program's interleavings came.
 *
 * @param outcomes the number of distinct ones
 * @param exhaustive whether every distinguishable interleaving was covered
 * @param completeness {@code all}, {@code bounded} or {@code sampled}
 * @param why what took {@code all} away; empty for {@code all}
 * @param races variables raced on
 * @param deadlocks outcomes that are one
 * @param leaks outcomes of which some execution leaves a goroutine stuck
 * @param millis real time
 */
public record ExploredReport(
    long executions,
    int outcomes,
    boolean exhaustive,
    String completeness,
    String why,
    int races,
    int deadlocks,
    int leaks,
    long millis) {}
