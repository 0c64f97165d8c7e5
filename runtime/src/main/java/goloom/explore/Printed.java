package goloom.explore;

/**
 * What one print wrote, and in which step.
 *
 * @param moves how often the clock had moved
 * @param stream 1 for stdout, 2 for stderr
 */
record Printed(Step step, int moves, int stream, String text) {}
