package goloom.explore;

import goloom.Block;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Pilot.Timing;
import goloom.scheduler.Replayer;
import goloom.scheduler.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Runs a program in every way there is, each print a step, without leaving out anything, and counts
 * preemptions. Knows nothing of bounds.
 */
final class EveryWay {
  /** A way longer than that is none of a small program's. */
  private static final int MOST_STEPS = 200;

  private final Timing timing;
  private final int[] locations;
  private final boolean strictWaits;

  /** At each decision, how many ways there are and which is taken. */
  private final ArrayList<int[]> taken = new ArrayList<>();

  /** By outcome, the fewest preemptions that lead to it. */
  final TreeMap<String, Integer> fewest = new TreeMap<>();

  boolean gaveUp;

  private EveryWay(Timing timing, int[] locations, boolean strictWaits) {
    this.timing = timing;
    this.locations = locations;
    this.strictWaits = strictWaits;
  }

  /**
   * Runs them.
   *
   * @param steps a schedule of the program's, for what are steps
   * @param most ways at most
   */
  static EveryWay of(Supplier<Block> program, String steps, int most) {
    var every = new EveryWay(timing(steps), locations(steps), strictWaits(steps));
    for (int i = 0; i < most; i++) {
      var pilot = every.new Run();
      var key = run(program.get(), pilot);
      every.gaveUp |= pilot.made >= MOST_STEPS;
      every.fewest.merge(key, pilot.preemptions, Math::min);
      if (!every.advance()) {
        return every;
      }
    }
    every.gaveUp = true;
    return every;
  }

  /** How many preemptions there are on the way that a schedule tells. */
  static int preemptions(Supplier<Block> program, String schedule) {
    var pilot = new Counted(schedule);
    run(program.get(), pilot);
    return pilot.preemptions;
  }

  private boolean advance() {
    while (!taken.isEmpty()) {
      var last = taken.getLast();
      if (++last[1] < last[0]) {
        return true;
      }
      taken.removeLast();
    }
    return false;
  }

  private static String run(Block program, Ended pilot) {
    var printed = new StringBuilder();
    var out = System.out;
    System.setOut(
        new Prints() {
          @Override
          protected void printed(String text) {
            if (pilot.end == null) {
              printed.append(text);
            }
          }
        });
    try {
      var settings = new Settings(0L, null, 4, false, false, false, 1_000, 0);
      Engine.steer(settings, program, new Observer() {}, pilot);
    } finally {
      System.setOut(out);
    }
    return printed + "|" + pilot.end;
  }

  static Timing timing(String schedule) {
    return Timing.values()[Integer.parseInt(schedule.split("\\.", -1)[1]) % 2];
  }

  static boolean strictWaits(String schedule) {
    return Integer.parseInt(schedule.split("\\.", -1)[1]) >= 2;
  }

  static int[] locations(String schedule) {
    var text = schedule.split("\\.", -1)[2];
    return text.equals("-")
        ? new int[0]
        : Arrays.stream(text.split("-")).mapToInt(Integer::parseInt).toArray();
  }

  /** Counts preemptions up to the end. */
  private abstract static class Ended extends Replayer {
    String end;
    int preemptions;
    int made;

    Ended(Timing timing, int[] locations, boolean strictWaits) {
      super(timing, locations, strictWaits);
    }

    abstract int chosen(int decision, List<Integer> ways);

    @Override
    public int next(int[] able, int count) {
      return made++ >= MOST_STEPS ? -1 : super.next(able, count);
    }

    @Override
    protected int who(int decision, int usualThread, int[] able, int count) {
      var ways = new ArrayList<Integer>();
      ways.add(usualThread);
      for (int i = 0; i < count; i++) {
        if (able[i] != usualThread) {
          ways.add(able[i]);
        }
      }
      boolean stays = staysOn(able, count);
      int thread = chosen(decision, ways);
      preemptions += stays && thread != usualThread && end == null ? 1 : 0;
      return thread;
    }

    @Override
    protected int which(int decision, int n) {
      var ways = new ArrayList<Integer>();
      for (int i = 0; i < n; i++) {
        ways.add(i);
      }
      return chosen(decision, ways);
    }

    @Override
    public void ends(String status, int code, String message) {
      end = end == null ? (status.equals("panic") ? message : status) : end;
    }

    @Override
    public int mostAfterEnd() {
      return 0;
    }
  }

  private final class Run extends Ended {
    private int depth;

    Run() {
      super(timing, locations, strictWaits);
    }

    @Override
    int chosen(int decision, List<Integer> ways) {
      if (depth == taken.size()) {
        taken.add(new int[] {ways.size(), 0});
      }
      return ways.get(taken.get(depth++)[1]);
    }
  }

  private static final class Counted extends Ended {
    private final TreeMap<Integer, Integer> choices = new TreeMap<>();

    Counted(String schedule) {
      super(
          EveryWay.timing(schedule), EveryWay.locations(schedule), EveryWay.strictWaits(schedule));
      for (var pair : schedule.split("\\.", -1)[3].split(",")) {
        if (!pair.isEmpty()) {
          var sides = pair.split("=");
          choices.put(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }
      }
    }

    @Override
    int chosen(int decision, List<Integer> ways) {
      return choices.getOrDefault(decision, ways.getFirst());
    }
  }
}
