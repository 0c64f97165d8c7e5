package goloom.report;

/**
 * Two accesses of one variable, one of them a write, that nothing orders.
 *
 * @param location the variable: {@code Main.counter}, {@code counts[3]}, {@code HashMap from
 *     Main.java:12}
 * @param first the access that was noticed, the later of the two in this run
 * @param second the earlier one
 * @param text Go's own form of the report, and what would have ordered the two
 */
public record RaceReport(String location, Access first, Access second, String text) {}
