package goloom.explore;

/**
 * What one print wrote, and in which step.
 *
 * @param stream 1 for stdout, 2 for stderr
 */
record Printed(Step step, int stream, String text) {}
