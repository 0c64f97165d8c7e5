package goloom.explore;

/**
 * A step in which the program was ended, unless another one came first.
 *
 * @param moves how often the clock had moved
 */
record End(Step step, int moves, String status, int code, String message) {}
