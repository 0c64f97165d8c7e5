package goloom.report;

/**
 * What some executions of an outcome show besides.
 *
 * @param text the race's variable and places, or the goroutines that wait and for what
 * @param schedule replays one of them
 */
public record Shown(String text, String schedule) {}
