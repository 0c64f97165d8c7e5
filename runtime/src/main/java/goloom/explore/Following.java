package goloom.explore;

/** Runs a program along a way that a search found. */
final class Following extends Retold {
  /** Steps after the end in which those that are left are sorted. */
  static final int MOST_BEYOND = 2_000;

  private final int[] way;
  private final int[] values;
  private final Threads threads;
  private final boolean beyondEnd;
  private int at;
  private int valueAt;
  private boolean lost;

  /**
   * A pilot.
   *
   * @param way who goes on, thread by thread as named in all executions
   * @param values what is chosen on the way
   * @param beyondEnd whether the way goes on after the program's end
   */
  Following(
      Timing timing,
      int[] locations,
      boolean strictWaits,
      Names names,
      int[] way,
      int[] values,
      boolean beyondEnd) {
    super(timing, locations, strictWaits);
    threads = new Threads(names);
    this.way = way;
    this.values = values;
    this.beyondEnd = beyondEnd;
  }

  /** Whether the way could not be followed. */
  boolean lost() {
    return lost;
  }

  @Override
  public void made(int number, int parent, int nth) {
    threads.made(number, parent, nth);
  }

  @Override
  public int named(int maker, int nth) {
    return threads.thing(maker, nth);
  }

  @Override
  protected void forced(int thread) {
    if (at < way.length) {
      lost |= !ended() && threads.of(thread) != way[at];
      at++;
    }
  }

  @Override
  protected int who(int decision, int usualThread, int[] able, int count) {
    if (at >= way.length || (ended() && !beyondEnd)) {
      return usualThread;
    }
    int wanted = way[at++];
    for (int i = 0; i < count; i++) {
      if (threads.of(able[i]) == wanted) {
        if (able[i] != usualThread) {
          goesOn(decision, able[i], staysOn(able, count));
        }
        return able[i];
      }
    }
    lost |= !ended();
    return usualThread;
  }

  @Override
  protected int which(int decision, int n) {
    int value = 0;
    if (ended() && !beyondEnd) {
      return value;
    }
    if (valueAt < values.length) {
      value = Math.min(n - 1, values[valueAt++]);
    }
    chooses(decision, value);
    return value;
  }

  @Override
  public int mostAfterEnd() {
    return beyondEnd ? MOST_BEYOND : 0;
  }
}
