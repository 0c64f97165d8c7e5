package goloom.scheduler;

import java.util.Arrays;
import java.util.List;

/** Runs a program as a schedule of a search's says. */
public class Replayer implements Pilot {
  private static final int MOST_AFTER_END = 10_000;

  private final Timing timing;
  private final int[] locations;
  private final boolean strictWaits;
  private final Usual usual = new Usual();
  private int steps;
  private int decisions;

  /**
   * A pilot that does the usual.
   *
   * @param locations those whose accesses are steps
   * @param strictWaits as {@link Pilot#strictWaits}
   */
  protected Replayer(Timing timing, int[] locations, boolean strictWaits) {
    this.timing = timing;
    this.strictWaits = strictWaits;
    this.locations = locations.clone();
    Arrays.sort(this.locations);
  }

  static Replayer of(Steered schedule) {
    return new Replayer(schedule.timing(), schedule.locations(), schedule.strictWaits()) {
      @Override
      protected int who(int decision, int usualThread, int[] able, int count) {
        int choice = schedule.choice(decision);
        for (int i = 0; i < count; i++) {
          if (able[i] == choice) {
            return choice;
          }
        }
        return usualThread;
      }

      @Override
      protected int which(int decision, int n) {
        return Math.max(0, Math.min(n - 1, schedule.choice(decision)));
      }
    };
  }

  /** Who goes on, at a decision with at least two ways. */
  protected int who(int decision, int usualThread, int[] able, int count) {
    return usualThread;
  }

  /** What is chosen. */
  protected int which(int decision, int n) {
    return 0;
  }

  /** Whether the thread that made the last step is expected to go on. */
  protected final boolean staysOn(int[] able, int count) {
    return usual.staysOn(able, count);
  }

  @Override
  public int next(int[] able, int count) {
    int thread = usual.of(able, count);
    if (count > 1) {
      thread = who(decisions++, thread, able, count);
    } else {
      forced(thread);
    }
    usual.went(thread);
    steps++;
    return thread;
  }

  /** There is but one way to go on. */
  protected void forced(int thread) {}

  @Override
  public int choose(int n) {
    return which(decisions++, n);
  }

  @Override
  public int named(int maker, int nth) {
    return ++names;
  }

  private int names;

  @Override
  public int step() {
    return steps - 1;
  }

  @Override
  public void givesWay() {
    usual.givesWay();
  }

  @Override
  public void made(int number, int parent, int nth) {}

  @Override
  public void comesTo(int number, long thing) {}

  @Override
  public void touches(long place, Touch touch) {}

  @Override
  public void counts(long place, int amount, int before) {}

  @Override
  public boolean branchesAt(int location) {
    return Arrays.binarySearch(locations, location) >= 0;
  }

  @Override
  public void accesses(long place, Touch touch, int location, int site) {}

  @Override
  public void releases(long place) {}

  @Override
  public void releases(long place, int step) {}

  @Override
  public void acquires(long place, boolean need) {}

  @Override
  public void follows(int step, boolean need) {}

  @Override
  public void waitsInJdk() {}

  @Override
  public void drawsRandomly() {}

  @Override
  public void startsTimer() {}

  @Override
  public void stopsInTime(int number, long place, int startedBy) {}

  @Override
  public void leavesTimers() {}

  @Override
  public void clockMoves() {}

  @Override
  public void followsMove() {}

  @Override
  public void runsLong() {}

  @Override
  public void ends(String status, int code, String message) {}

  @Override
  public void waits(int number, long place, Touch touch) {}

  @Override
  public void quiet(List<Waiting> goroutines, boolean mainIsGone) {}

  @Override
  public int mostAfterEnd() {
    return MOST_AFTER_END;
  }

  @Override
  public final Manner manner() {
    return Manner.REPLAY;
  }

  @Override
  public final boolean strictWaits() {
    return strictWaits;
  }

  /** Orders nothing but the search's own steps, which are the same in any case. */
  @Override
  public final boolean strictUnlocks() {
    return false;
  }

  @Override
  public final void unlocksForOthers() {}

  @Override
  public final Timing timing() {
    return timing;
  }
}
