package goloom.bench;

/**
 * How much to measure.
 *
 * @param processes how often a figure is taken in a fresh process, by turns with what it is
 *     compared to
 * @param rounds measurements a process
 * @param millis how long one measurement takes, about
 * @param goroutines how many are parked at once
 * @param clicks presses of the Run button, and starts of what they are compared to
 */
record Dose(int processes, int rounds, int millis, int goroutines, int clicks) {
  /** Whether it works at all. */
  static final Dose TASTE = new Dose(1, 1, 1, 1_000, 1);

  /** A first impression, for all benchmarks at once. */
  static final Dose QUICK = new Dose(1, 5, 100, 200_000, 5);

  /** For figures to publish. */
  static final Dose FULL = new Dose(3, 5, 100, 200_000, 20);
}
