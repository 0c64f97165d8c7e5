package goloom.explore;

import goloom.scheduler.Replayer;
import goloom.scheduler.Steered;
import java.util.ArrayList;
import java.util.List;

/**
 * One execution with few preemptions: follows the {@link Bounds} as far as they say, from there on
 * leaves a thread only where it can't go on, and notes what else could have been done.
 */
final class Bounded extends Replayer {
  private final Bounds bounds;
  private final int mostSteps;
  private final long until;
  private final int mostAfterEnd;
  private final ArrayList<int[]> overrides = new ArrayList<>();
  private final ArrayList<Waiting> waiting = new ArrayList<>();
  private int decided;
  private int preemptions;
  private int switches;
  private int steps;
  private int last;
  private int longRuns;
  private boolean ranLong;
  private boolean cut;
  private boolean ended;
  private boolean mainGone;
  private String status = "";
  private int code;
  private String message = "";

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
    if (steps >= mostSteps
        || longRuns >= Execution.MOST_LONG_RUNS
        || System.nanoTime() - until > 0) {
      cut |= !ended;
      return -1;
    }
    longRuns = ranLong ? longRuns : 0;
    ranLong = false;
    int thread = super.next(able, count);
    if (!ended) {
      switches += thread == last ? 0 : 1;
      steps++;
    }
    last = thread;
    return thread;
  }

  @Override
  protected int who(int decision, int usualThread, int[] able, int count) {
    if (ended) {
      return usualThread;
    }
    boolean stays = staysOn(able, count);
    int thread = bounds.thread(decided++, usualThread, able, count, stays, preemptions);
    if (thread != usualThread) {
      overrides.add(new int[] {decision, thread});
      preemptions += stays ? 1 : 0;
    }
    return thread;
  }

  @Override
  protected int which(int decision, int n) {
    if (ended) {
      return 0;
    }
    int value = bounds.value(decided++, n);
    if (value != 0) {
      overrides.add(new int[] {decision, value});
    }
    return value;
  }

  @Override
  public void runsLong() {
    ranLong = true;
    longRuns++;
  }

  @Override
  public void ends(String how, int exitCode, String text) {
    if (!ended) {
      ended = true;
      status = how;
      code = exitCode;
      message = text;
    }
  }

  @Override
  public void quiet(List<Waiting> goroutines, boolean mainIsGone) {
    if (!ended) {
      waiting.addAll(goroutines);
      mainGone = mainIsGone;
    }
  }

  @Override
  public int mostAfterEnd() {
    return mostAfterEnd;
  }

  /** Whether it grew too long, or the time was over. */
  boolean cut() {
    return cut;
  }

  String status() {
    return status;
  }

  int code() {
    return code;
  }

  String message() {
    return message;
  }

  List<Waiting> waiting() {
    return waiting;
  }

  boolean mainGone() {
    return mainGone;
  }

  int steps() {
    return steps;
  }

  Length length() {
    return new Length(preemptions, switches, steps);
  }

  /** Empty where it would be too long to be read again. */
  String schedule() {
    Steered schedule = new Steered(timing(), strictWaits(), bounds.locations(), overrides);
    return schedule.isShort() ? schedule.toString() : "";
  }
}
