package goloom.explore;

/** A step in which the program was ended, unless another one came first. */
record End(Step step, String status, int code, String message) {}
