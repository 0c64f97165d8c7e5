package goloom.bench;

/**
 * A concurrent program to measure beside Go's.
 *
 * @param title what one operation is
 * @param type the sample
 * @param goName its name in {@code main.go}
 * @param targetNanos what an operation should cost in the simulation; 0 where nothing is promised
 */
record Program(String title, Class<? extends Sample> type, String goName, int targetNanos) {}
