package goloom.explore;

import goloom.scheduler.Replayer;
import goloom.scheduler.Steered;
import java.util.ArrayList;

/** Runs a program along a way that a search found, and writes down what is unusual about it. */
final class Following extends Replayer {
  /** Steps after the end in which those that are left are sorted. */
  static final int MOST_BEYOND = 2_000;

  private final int[] locations;
  private final int[] way;
  private final int[] values;
  private final ArrayList<int[]> overrides = new ArrayList<>();
  private final Threads threads;
  private final boolean beyondEnd;
  private int at;
  private int valueAt;
  private int preemptions;
  private int switches;
  private int steps;
  private int last;
  private boolean ended;
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
    this.locations = locations;
    threads = new Threads(names);
    this.way = way;
    this.values = values;
    this.beyondEnd = beyondEnd;
  }

  /** Up to the end of the program. */
  Length length() {
    return new Length(preemptions, switches, steps);
  }

  /** Whether the way could not be followed. */
  boolean lost() {
    return lost;
  }

  /** Empty where it would be too long to be read again. */
  String schedule() {
    Steered schedule = new Steered(timing(), strictWaits(), locations, overrides);
    return schedule.isShort() ? schedule.toString() : "";
  }

  @Override
  public int next(int[] able, int count) {
    int thread = super.next(able, count);
    if (!ended) {
      switches += thread == last ? 0 : 1;
      steps++;
    }
    last = thread;
    return thread;
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
      lost |= !ended && threads.of(thread) != way[at];
      at++;
    }
  }

  @Override
  protected int who(int decision, int usualThread, int[] able, int count) {
    if (at >= way.length || (ended && !beyondEnd)) {
      return usualThread;
    }
    int wanted = way[at++];
    for (int i = 0; i < count; i++) {
      if (threads.of(able[i]) == wanted) {
        if (able[i] != usualThread) {
          overrides.add(new int[] {decision, able[i]});
          if (!ended && staysOn(able, count)) {
            preemptions++;
          }
        }
        return able[i];
      }
    }
    lost |= !ended;
    return usualThread;
  }

  @Override
  protected int which(int decision, int n) {
    int value = 0;
    if (ended && !beyondEnd) {
      return value;
    }
    if (valueAt < values.length) {
      value = Math.min(n - 1, values[valueAt++]);
    }
    if (value != 0) {
      overrides.add(new int[] {decision, value});
    }
    return value;
  }

  @Override
  public int mostAfterEnd() {
    return beyondEnd ? MOST_BEYOND : 0;
  }

  @Override
  public void ends(String status, int code, String message) {
    ended = true;
  }
}
