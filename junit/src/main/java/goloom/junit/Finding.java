package goloom.junit;

/**
 * A reason for a test to fail.
 *
 * @param what in a line, or a few
 * @param schedule replays it
 */
record Finding(String what, String schedule) {}
