package goloom.explore;

/**
 * One execution with few preemptions: follows the {@link Bounds} as far as they say, from there on
 * leaves a thread only where it can't go on.
 */
final class Bounded extends Retold {
  private final Bounds bounds;
  private final int mostSteps;
  private final long until;
  private final int mostAfterEnd;
  private int decided;
  private int longRuns;
  private boolean ranLong;
  private boolean cut;

  /**
   * A pilot.
   *
   * @param until when it is given up, as {@code System.nanoTime} has it
   * @param mostAfterEnd steps after the end, in which those that are left are sorted
   */
  Bounded(Bounds bounds, int mostSteps, long until, int mostAfterEnd) {
    super(bounds.timing(), bounds.locations(), bounds.strictWaits());
    this.bounds = bounds;
    this.mostSteps = mostSteps;
    this.until = until;
    this.mostAfterEnd = mostAfterEnd;
  }

  @Override
  public int next(int[] able, int count) {
    if (steps() >= mostSteps
        || longRuns >= Execution.MOST_LONG_RUNS
        || System.nanoTime() - until > 0) {
      cut |= !ended();
      return -1;
    }
    longRuns = ranLong ? longRuns : 0;
    ranLong = false;
    return super.next(able, count);
  }

  @Override
  protected int who(int decision, int usualThread, int[] able, int count) {
    if (ended()) {
      return usualThread;
    }
    boolean stays = staysOn(able, count);
    int thread = bounds.thread(decided++, usualThread, able, count, stays, preemptions());
    if (thread != usualThread) {
      goesOn(decision, thread, stays);
    }
    return thread;
  }

  @Override
  protected int which(int decision, int n) {
    int value = ended() ? 0 : bounds.value(decided++, n);
    chooses(decision, value);
    return value;
  }

  @Override
  public void runsLong() {
    ranLong = true;
    longRuns++;
  }

  @Override
  public int mostAfterEnd() {
    return mostAfterEnd;
  }

  /** Whether it grew too long, or the time was over. */
  boolean cut() {
    return cut;
  }
}
