package goloom.explore;

import goloom.scheduler.Replayer;
import goloom.scheduler.Steered;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of which a schedule is to be told: writes down what is unusual about its way, how long that
 * is, and how the program ended.
 */
abstract class Retold extends Replayer {
  private final int[] locations;
  private final ArrayList<int[]> overrides = new ArrayList<>();
  private final ArrayList<Waiting> waiting = new ArrayList<>();
  private int preemptions;
  private int switches;
  private int steps;
  private int last;
  private boolean ended;
  private String status = "";
  private int code;
  private String message = "";

  Retold(Timing timing, int[] locations, boolean strictWaits) {
    super(timing, locations, strictWaits);
    this.locations = locations;
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

  /** A thread other than usual goes on; to be told before it does. */
  final void goesOn(int decision, int thread, boolean stays) {
    overrides.add(new int[] {decision, thread});
    preemptions += !ended && stays ? 1 : 0;
  }

  /** A value is chosen. */
  final void chooses(int decision, int value) {
    if (value != 0) {
      overrides.add(new int[] {decision, value});
    }
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
    }
  }

  final boolean ended() {
    return ended;
  }

  final String status() {
    return status;
  }

  final int code() {
    return code;
  }

  final String message() {
    return message;
  }

  /** Who waits where, in a deadlock. */
  final List<Waiting> waiting() {
    return waiting;
  }

  final int preemptions() {
    return preemptions;
  }

  final int steps() {
    return steps;
  }

  /** Up to the end of the program. */
  final Length length() {
    return new Length(preemptions, switches, steps);
  }

  /** Empty where it would be too long to be read again. */
  final String schedule() {
    Steered schedule = new Steered(timing(), strictWaits(), locations, overrides);
    return schedule.isShort() ? schedule.toString() : "";
  }
}
