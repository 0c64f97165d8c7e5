package goloom.scheduler;

/**
 * Where every decision that could go another way is made. One implementation draws them from a
 * seed, one reads them from a schedule string; a search over schedules is a third.
 */
interface Choices {

  /** What is being decided; the order is part of the schedule string's format. */
  enum Kind {
    /** How many steps a processor runs before another that is also busy gets its turn. */
    SLACK,
    /** How long a processor takes to wake. */
    WAKE,
    /**
     * Whether a readied goroutine runs next or goes to the end of the queue; how a batch is
     * shuffled.
     */
    QUEUE,
    /** Whom a thief looks at first. */
    VICTIM,
    /** The order in which select looks at its cases. */
    SELECT,
    /** Which of several timers due at once fires first. */
    TIMER,
    /** The program's own {@code choose(n)}. */
    CHOOSE
  }

  /**
   * Decides.
   *
   * @return 0 to {@code n} − 1
   */
  int choose(Kind kind, int n);

  /** Whether choices are to be made at random where Go makes them only under {@code -race}. */
  boolean randomised();
}
