package goloom.worker.protocol;

/**
 * How long a program's outcomes are searched for.
 *
 * @param maxExecutions executions after which the search is cut short
 * @param timeMillis real time after which it is
 */
public record ExploreOptions(long maxExecutions, long timeMillis) {}
