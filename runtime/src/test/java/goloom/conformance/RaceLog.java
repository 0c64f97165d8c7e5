package goloom.conformance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A random program for {@link RaceOracleTest}, what its goroutines do in a run, and which of its
 * variables that leaves unordered: happens-before as a graph, by nothing cleverer than
 * reachability.
 *
 * <p>Goroutines call it without being switched in between, so that no lock is needed.
 */
public final class RaceLog {
  static final int VARIABLES = 3;
  private static final int GOROUTINES = 4;
  private static final int MOST_STEPS = 9;
  private static final int[] CAPACITIES = {0, 1, 2};

  /** The channel that one goroutine alone sends to: with two values in it, their order matters. */
  private static final int FROM_ONE = 2;

  /** What a goroutine can do, each to one of a few things. */
  enum Step {
    READ,
    WRITE,
    LOCKED,
    READ_LOCKED,
    WRITE_LOCKED,
    ATOMIC,
    SEND,
    RECEIVE,
    GO
  }

  private static final Step[] STEPS = Step.values();

  /** The log of the run that goes on. */
  private static RaceLog current = new RaceLog(0);

  private record Planned(Step step, int what, int variable) {}

  private static final int UNKNOWN = -1;

  /** A value, which is its index, and where it comes in its channel. */
  private record Sent(int channel, int position) {}

  private record Event(int goroutine, int variable, boolean write) {}

  private final List<List<Planned>> plans = new ArrayList<>();

  // What was done
  private final List<Event> events = new ArrayList<>();
  private final List<int[]> edges = new ArrayList<>();
  private final int[] last = new int[GOROUTINES];
  private final Map<String, List<Integer>> marks = new HashMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private int started = 1;

  /** Makes a program. */
  RaceLog(long seed) {
    var random = new SplittableRandom(seed);
    int[] receivers = random.ints(CAPACITIES.length, 0, GOROUTINES).toArray();
    for (int g = 0; g < GOROUTINES; g++) {
      List<Planned> plan = new ArrayList<>();
      int steps = 2 + random.nextInt(MOST_STEPS - 1);
      for (int i = 0; i < steps; i++) {
        Step step = STEPS[random.nextInt(STEPS.length)];
        int what = random.nextInt(2);
        if (step == Step.SEND || step == Step.RECEIVE) {
          // One receiver a channel, or who received first couldn't be told from here.
          what = random.nextInt(CAPACITIES.length);
          step = receivers[what] == g ? Step.RECEIVE : Step.SEND;
          if (what == FROM_ONE && step == Step.SEND && (receivers[what] + 1) % GOROUTINES != g) {
            what = 0;
            step = receivers[what] == g ? Step.RECEIVE : Step.SEND;
          }
        }
        plan.add(new Planned(step, what, random.nextInt(VARIABLES)));
      }
      plans.add(plan);
    }
    for (int g = 1; g < GOROUTINES; g++) {
      // Nobody is left out.
      plans.get(0).add(random.nextInt(plans.get(0).size()), new Planned(Step.GO, 0, 0));
    }
  }

  static void begin(RaceLog log) {
    current = log;
  }

  // Called by the program
  // ---------------------

  /** The steps of a goroutine. */
  public static int length(int goroutine) {
    return current.plans.get(goroutine).size();
  }

  /** What a goroutine's step is, as in {@link Step}. */
  public static String step(int goroutine, int i) {
    return current.plans.get(goroutine).get(i).step.name();
  }

  /** To which lock, atomic or channel. */
  public static int what(int goroutine, int i) {
    return current.plans.get(goroutine).get(i).what;
  }

  /** Which variable is read or written. */
  public static int variable(int goroutine, int i) {
    return current.plans.get(goroutine).get(i).variable;
  }

  /** The number of the goroutine that is started next; 0 where all have been. */
  public static int child() {
    return current.started < GOROUTINES ? current.started++ : 0;
  }

  /** An access of a variable. */
  public static void access(int goroutine, int variable, boolean write) {
    current.event(goroutine, variable, write);
  }

  /** From here on, what {@code mark} names is ordered before those who wait for it. */
  public static void signal(int goroutine, String mark) {
    int event = current.event(goroutine, -1, false);
    current.marks.computeIfAbsent(mark, _ -> new ArrayList<>()).add(event);
  }

  /** Ordered after all who have signalled, or will have, {@code mark}. */
  public static void await(int goroutine, String mark) {
    int event = current.event(goroutine, -1, false);
    current.marks.computeIfAbsent("after " + mark, _ -> new ArrayList<>()).add(event);
  }

  /** The next value to be sent to a channel. */
  public static int value(int channel) {
    int position = channel == FROM_ONE ? turn("send " + channel) : UNKNOWN;
    current.sent.add(new Sent(channel, position));
    return current.sent.size() - 1;
  }

  /** A value was the {@code position}th of its channel. */
  public static void received(int channel, int position, int value) {
    current.sent.set(value, new Sent(channel, position));
  }

  /** How many times that was asked of {@code what} before. */
  public static int turn(String what) {
    List<Integer> turns = current.marks.computeIfAbsent("turns " + what, _ -> new ArrayList<>());
    turns.add(0);
    return turns.size() - 1;
  }

  /** How often {@link #turn} was asked of {@code what}. */
  public static int turns(String what) {
    return current.marks.getOrDefault("turns " + what, List.of()).size();
  }

  private int event(int goroutine, int variable, boolean write) {
    events.add(new Event(goroutine, variable, write));
    int event = events.size() - 1;
    if (last[goroutine] > 0) {
      edges.add(new int[] {last[goroutine] - 1, event});
    }
    last[goroutine] = event + 1;
    return event;
  }

  // The oracle
  // ----------

  /** What is received makes room for what comes a capacity later. */
  private void makeRoom() {
    for (int value = 0; value < sent.size(); value++) {
      Sent of = sent.get(value);
      // Of those that nobody received only one is sent: it is in the buffer of one.
      int position =
          of.position == UNKNOWN
              ? marks.getOrDefault("got " + of.channel, List.of()).size()
              : of.position;
      List<Integer> makers =
          marks.getOrDefault(
              "received " + of.channel + " " + (position - CAPACITIES[of.channel]), List.of());
      for (int after : marks.getOrDefault("after room for " + value, List.of())) {
        makers.forEach(before -> edges.add(new int[] {before, after}));
      }
    }
  }

  /** The variables that were raced for. */
  TreeSet<Integer> racy() {
    makeRoom();
    marks.forEach((mark, signals) -> {
      for (int after : marks.getOrDefault("after " + mark, List.of())) {
        signals.forEach(before -> edges.add(new int[] {before, after}));
      }
    });
    BitSet[] reached = reachable();
    var racy = new TreeSet<Integer>();
    for (int a = 0; a < events.size(); a++) {
      for (int b = a + 1; b < events.size(); b++) {
        Event one = events.get(a);
        Event other = events.get(b);
        if (one.variable >= 0
            && one.variable == other.variable
            && one.goroutine != other.goroutine
            && (one.write || other.write)
            && !reached[a].get(b)
            && !reached[b].get(a)) {
          racy.add(one.variable);
        }
      }
    }
    return racy;
  }

  private BitSet[] reachable() {
    var reached = new BitSet[events.size()];
    for (int i = 0; i < reached.length; i++) {
      reached[i] = new BitSet();
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int[] edge : edges) {
        int before = reached[edge[0]].cardinality();
        reached[edge[0]].set(edge[1]);
        reached[edge[0]].or(reached[edge[1]]);
        changed |= reached[edge[0]].cardinality() != before;
      }
    }
    return reached;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int g = 0; g < GOROUTINES; g++) {
      text.append("goroutine ").append(g).append(": ").append(plans.get(g)).append('\n');
    }
    return text.toString();
  }
}
