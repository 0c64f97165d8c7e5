package goloom.explore;

import goloom.report.RaceReport;
import goloom.scheduler.Pilot;
import goloom.scheduler.Touch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of the search: follows the tree as far as it says, goes on at will, and keeps what
 * happened. To be used for one execution after the other.
 */
final class Execution implements Pilot {

  /** How one ended. */
  enum Finish {
    /** Nothing more could happen. */
    WHOLE,
    /** It was about to become one that was seen already, but for order. */
    SEEN,
    /** It grew too long. */
    CUT,
    /** The time for the search was over. */
    LATE,
    /** A thread ran on and on without a visible operation. */
    ENDLESS
  }

  /** So often threads may run long without a visible operation; they might do so for ever. */
  static final int MOST_LONG_RUNS = 2;

  /** The clock is looked at once in so many steps. */
  private static final int STEPS_BETWEEN_LOOKS = 64;

  /** After so many steps in a row a thread lets others go first: it may be waiting for them. */
  private static final int MOST_IN_A_ROW = 100;

  private Tree tree;
  private final Names names;
  private Timing timing;
  private final int mostSteps;
  private final Places places = new Places();

  private final ArrayList<Step> steps = new ArrayList<>();

  /** Steps that some thread still waits to make at the end. */
  private final ArrayList<Step> wanted = new ArrayList<>();

  private final ArrayList<Printed> printed = new ArrayList<>();
  private final ArrayList<End> ends = new ArrayList<>();
  private final ArrayList<Waiting> waiting = new ArrayList<>();

  private final Threads threads;
  private @Nullable Step[] last = new Step[8];
  private @Nullable Step current;
  private int currentNumber = -1;
  private int inARow;
  private long until;

  /** How often in a row nothing but a long run led to a decision, and whether one led to this. */
  private int longRuns;

  private boolean ranLong;
  private boolean givesWay;
  private Finish finish = Finish.WHOLE;
  private boolean changed;
  private boolean mainGone;
  private boolean usesTimers;
  private boolean leftTimers;
  private boolean waitedInJdk;

  /** The locations at which accesses are steps. */
  private final BitSet branched = new BitSet();

  /** The location that was accessed last, since the last operation of another kind. */
  private int accessed;

  private boolean anew;

  /** Stands for an access that can't be made a step. */
  private static final int UNKNOWN = -1;

  /** Whether accesses raced that can't be made steps. */
  private boolean racedUnknown;

  private boolean drewRandomly;

  /** Timers that were stopped before they went off, though they could have. */
  private final ArrayList<Stopped> stopped = new ArrayList<>();

  private record Stopped(int thread, long place, int startedBy, Step by) {}

  /** Whether it makes a difference who comes first to a wait group. */
  private boolean strictWaits;

  /** Whether it makes a difference in which order read-write locks are unlocked. */
  private boolean strictUnlocks;

  private final ArrayList<Raced> races = new ArrayList<>();

  /** Those of {@link #races} that are known. */
  private final HashSet<Long> raced = new HashSet<>();

  /**
   * Two accesses that raced.
   *
   * @param what a number for the pair of places in the source, or for the report
   * @param earlier null where it is not known
   */
  record Raced(long what, @Nullable Step earlier, Step later) {}

  /** How often the clock moved, and what came before it did last. */
  private int moves;

  private int[] moved = Clocks.NONE;
  private @Nullable Sampler sampler;
  private final Spins spins = new Spins();
  private Step[] candidates = new Step[8];
  private int candidateCount;

  Execution(Tree tree, Names names, Timing timing, int mostSteps) {
    this.tree = tree;
    this.names = names;
    threads = new Threads(names);
    this.timing = timing;
    this.mostSteps = mostSteps;
  }

  /** Follows another tree from here on. */
  void follow(Tree other, Timing otherTiming) {
    tree = other;
    timing = otherTiming;
  }

  /** Draws what is not settled, from here on. */
  void sample(Sampler draws) {
    sampler = draws;
  }

  /** Whether some timer was started. */
  boolean usesTimers() {
    return usesTimers;
  }

  @Override
  public void waitsInJdk() {
    waitedInJdk = true;
  }

  /** Whether a thread that went round in circles was kept from going on. */
  boolean spun() {
    return spins.found();
  }

  boolean waitedInJdk() {
    return waitedInJdk;
  }

  @Override
  public void leavesTimers() {
    leftTimers = true;
  }

  @Override
  public void drawsRandomly() {
    drewRandomly = true;
  }

  boolean drewRandomly() {
    return drewRandomly;
  }

  boolean racedUnknown() {
    return racedUnknown;
  }

  boolean leftTimers() {
    return leftTimers;
  }

  /**
   * Makes an execution ready.
   *
   * @param latest when it is given up, as {@code System.nanoTime} has it
   */
  void begin(long latest) {
    until = latest;
    steps.clear();
    wanted.clear();
    printed.clear();
    ends.clear();
    waiting.clear();
    races.clear();
    raced.clear();
    stopped.clear();
    places.clear();
    Arrays.fill(last, null);
    current = null;
    currentNumber = -1;
    inARow = 0;
    givesWay = false;
    mainGone = false;
    leftTimers = false;
    spins.clear();
    moves = 0;
    longRuns = 0;
    ranLong = false;
    moved = Clocks.NONE;
    finish = Finish.WHOLE;
  }

  List<Step> steps() {
    return steps;
  }

  List<Step> wanted() {
    return wanted;
  }

  List<Printed> printed() {
    return printed;
  }

  List<End> ends() {
    return ends;
  }

  List<Waiting> waiting() {
    return waiting;
  }

  /** Accesses that raced, one pair for each two places in the source. */
  List<Raced> races() {
    return races;
  }

  boolean mainGone() {
    return mainGone;
  }

  Finish finish() {
    return finish;
  }

  /** Whether some step that was made before did something else when it was made again. */
  boolean changed() {
    return changed;
  }

  /** A number that two executions share, as good as certainly, only if they did the same. */
  @SuppressWarnings("EnumOrdinal") // of one build
  long fingerprint() {
    long hash = ends.size();
    for (Step step : steps) {
      hash = 31 * hash + step.thread;
      for (int i = 0; i < step.touched; i++) {
        hash = 31 * (31 * hash + step.places[i]) + step.touches[i].ordinal();
      }
      for (int i = 0; i < step.chosen; i++) {
        hash = 31 * hash + step.ways[i];
      }
    }
    for (Printed print : printed) {
      hash = 31 * hash + print.text().hashCode();
    }
    return hash;
  }

  int threadCount() {
    return names.threads();
  }

  // Deciding
  // --------

  @Override
  public int next(int[] able, int count) {
    close();
    int depth = steps.size();
    if (depth >= mostSteps) {
      finish = Finish.CUT;
      return -1;
    }
    if (finish == Finish.ENDLESS) {
      return -1;
    }
    longRuns = ranLong ? longRuns : 0;
    ranLong = false;
    if (depth % STEPS_BETWEEN_LOOKS == STEPS_BETWEEN_LOOKS - 1 && System.nanoTime() - until > 0) {
      finish = Finish.LATE;
      return -1;
    }
    int number = decide(able, spins.withoutSpinning(able, count, threads), depth);
    if (number < 0) {
      finish = Finish.SEEN;
      return -1;
    }
    inARow = number == currentNumber ? inARow + 1 : 0;
    givesWay = false;
    currentNumber = number;
    int thread = threads.of(number);
    Step before = last[thread];
    Step step =
        new Step(
            depth,
            thread,
            Clocks.with(before == null ? Clocks.NONE : before.clock, thread, depth),
            moves);
    if (before != null) {
      before.next = step;
    }
    last[thread] = step;
    steps.add(step);
    current = step;
    accessed = 0;
    return number;
  }

  private int decide(int[] able, int count, int depth) {
    Sampler draws = sampler;
    if (draws != null) {
      int drawn = draws.next(able, count, threads);
      tree.add(
          new State(Branch.open(threads.of(drawn), null), new ArrayList<>(), new ArrayList<>()));
      return drawn;
    }
    Branch settled = tree.settled(depth);
    if (settled != null) {
      int number = find(able, count, settled.thread);
      if (number >= 0) {
        return number;
      }
      tree.givesUp();
      State state = tree.at(depth);
      Branch other = another(state.pending, state.asleep, able, count);
      if (other == null) {
        return -1;
      }
      state.taken = other;
      return find(able, count, other.thread);
    }
    State before = tree.last();
    List<Branch> pending = tree.below(before);
    List<Branch> asleep = tree.asleepAfter(before, current);
    Branch taken = another(pending, asleep, able, count);
    if (taken == null) {
      return -1;
    }
    tree.add(new State(taken, pending, asleep));
    return find(able, count, taken.thread);
  }

  /** The first of those pending that is possible, else whoever goes on at will; null for nobody. */
  private @Nullable Branch another(
      List<Branch> pending, List<Branch> asleep, int[] able, int count) {
    while (!pending.isEmpty()) {
      Branch branch = pending.removeFirst();
      if (find(able, count, branch.thread) >= 0) {
        return branch;
      }
      tree.givesUp();
    }
    int chosen = -1;
    for (int i = 0; i < count; i++) {
      int number = able[i];
      if (isAsleep(asleep, threads.of(number))) {
        continue;
      }
      if (chosen < 0) {
        chosen = number;
      }
      if (givesWay || inARow >= MOST_IN_A_ROW) {
        if (number > currentNumber) {
          chosen = number;
          break;
        }
      } else if (number == currentNumber) {
        chosen = number;
        break;
      }
    }
    return chosen < 0 ? null : Branch.open(threads.of(chosen), null);
  }

  private static boolean isAsleep(List<Branch> asleep, int thread) {
    for (Branch branch : asleep) {
      if (branch.thread == thread) {
        return true;
      }
    }
    return false;
  }

  private int find(int[] able, int count, int thread) {
    for (int i = 0; i < count; i++) {
      if (threads.of(able[i]) == thread) {
        return able[i];
      }
    }
    return -1;
  }

  @Override
  public int choose(int n) {
    Step step = current();
    Sampler draws = sampler;
    if (draws != null) {
      int drawn = draws.choose(n);
      step.choose(drawn, n);
      return drawn;
    }
    Branch settled = tree.at(step.index).taken;
    int value =
        step.chosen < settled.values.length ? Math.min(n - 1, settled.values[step.chosen]) : 0;
    step.choose(value, n);
    return value;
  }

  private Step current() {
    Step step = current;
    if (step == null) {
      throw new IllegalStateException("no step is being made");
    }
    return step;
  }

  // The end of a step
  // -----------------

  /** Ends the running step, where there is one. */
  void close() {
    Step step = current;
    if (step == null) {
      return;
    }
    spins.made(step, printed.size());
    findRaces(step);
    if (!tree.isKnown(step.index)) {
      tree.made(step);
    } else {
      Step known = tree.at(step.index).taken.step;
      changed |= known != null && (known.touched != step.touched || known.chosen != step.chosen);
    }
  }

  /** Of the steps with which this one conflicts, those that nothing else puts before it. */
  private void findRaces(Step step) {
    if (candidateCount > 1) {
      Arrays.sort(candidates, 0, candidateCount, (a, b) -> Integer.compare(b.index, a.index));
    }
    for (int i = 0; i < candidateCount; i++) {
      Step earlier = candidates[i];
      if (!Clocks.includes(step.needed, earlier.thread, earlier.index)) {
        step.race(earlier);
        if (!strictWaits && step.addsToWait(earlier)) {
          strictWaits = true;
          anew = true;
        }
        if (step.location > 0 && step.location == earlier.location) {
          race((long) earlier.site << 32 | step.site, earlier, step);
        }
        step.needed = Clocks.join(step.needed, earlier.clock);
      }
    }
    candidateCount = 0;
  }

  // What a step does
  // ----------------

  @Override
  public void made(int number, int parent, int nth) {
    threads.made(number, parent, nth);
    if (names.threads() > last.length) {
      last = Arrays.copyOf(last, 2 * names.threads());
    }
  }

  @Override
  public int named(int maker, int nth) {
    return threads.thing(maker, nth);
  }

  @Override
  public void comesTo(int number, long thing) {
    Sampler draws = sampler;
    if (draws != null) {
      draws.comesTo(threads.of(number), thing);
    }
  }

  @Override
  public void touches(long key, Touch touch) {
    Step step = current;
    if (step == null) {
      return;
    }
    Place place = places.at(key);
    for (int i = place.count - 1; i >= 0; i--) {
      Step other = place.steps[i];
      if (other != step && place.touches[i].conflicts(touch)) {
        candidate(other);
        if (!step.follows(other)) {
          step.clock = Clocks.join(step.clock, other.clock);
        }
      }
      if (place.touches[i] == Touch.WRITE) {
        break; // whatever came earlier comes before that
      }
    }
    place.add(step, touch);
    step.touch(key, touch);
  }

  @Override
  public void counts(long key, int amount, int before) {
    Step step = current();
    Place place = places.at(key);
    if (place.amounts.length == 0) {
      place.amounts = new int[place.steps.length];
    }
    step.count = key;
    step.amount = amount;
    step.countBefore = before;
    int without = before + amount;
    if (without < 0 && !strictWaits) {
      strictWaits = true; // who waits and was let go may find it so
      anew = true;
    }
    if (amount < 0) {
      for (int i = 0; i < place.count; i++) {
        if (place.amounts[i] > 0 && !step.follows(place.steps[i])) {
          without -= place.amounts[i];
        }
      }
    }
    touches(key, before + amount < 0 ? Touch.WRITE : without < 0 ? Touch.REMOVE : Touch.ADD);
  }

  @Override
  public boolean branchesAt(int location) {
    accessed = location > 0 ? location : UNKNOWN;
    return location > 0 && branched.get(location);
  }

  @Override
  public void accesses(long place, Touch touch, int location, int site) {
    Step step = current();
    step.location = location;
    step.site = site;
    touches(place, touch);
  }

  private void race(long what, @Nullable Step earlier, Step later) {
    if (raced.add(what)) {
      races.add(new Raced(what, earlier, later));
    }
  }

  /** A race was reported, of the access that is being made: there must be steps at its location. */
  void raced(RaceReport report) {
    Step step = current;
    if (accessed > 0 && !branched.get(accessed)) {
      branched.set(accessed);
      anew = true;
    } else if (step != null) {
      racedUnknown |= accessed == UNKNOWN;
      race(Long.MIN_VALUE | report.location().hashCode(), null, step);
    }
  }

  @Override
  public void startsTimer() {
    usesTimers = true;
  }

  @Override
  public void stopsInTime(int number, long place, int startedBy) {
    Step by = current;
    if (by != null && by.index > startedBy) {
      stopped.add(new Stopped(threads.of(number), place, startedBy, by));
    }
  }

  /** Each timer's going off is looked at as if it had come before it was stopped. */
  void wantStopped() {
    for (Stopped timer : stopped) {
      int[] clock = timer.startedBy < 0 ? Clocks.NONE : steps.get(timer.startedBy).clock;
      Step step = new Step(steps.size() + wanted.size(), timer.thread, clock, moves);
      step.touch(timer.place, Touch.WRITE);
      step.race(timer.by);
      wanted.add(step);
    }
  }

  /** Whether more was found to be steps since this was last asked. */
  boolean takeAnew() {
    boolean was = anew;
    anew = false;
    return was;
  }

  @Override
  public boolean strictWaits() {
    return strictWaits;
  }

  @Override
  public boolean strictUnlocks() {
    return strictUnlocks;
  }

  @Override
  public void unlocksForOthers() {
    if (!strictUnlocks) {
      strictUnlocks = true;
      anew = true;
    }
  }

  boolean isBranched(int location) {
    return branched.get(location);
  }

  /** The locations at which accesses are steps. */
  int[] locations() {
    return branched.stream().toArray();
  }

  private void candidate(Step step) {
    if (candidateCount == candidates.length) {
      candidates = Arrays.copyOf(candidates, 2 * candidateCount);
    }
    candidates[candidateCount++] = step;
  }

  @Override
  public void releases(long place) {
    Place released = places.at(place);
    released.released = Clocks.join(released.released, current().clock);
  }

  @Override
  public void releases(long place, int step) {
    Place released = places.at(place);
    released.released = Clocks.join(released.released, steps.get(step).clock);
  }

  @Override
  public void acquires(long place, boolean need) {
    Step step = current();
    int[] released = places.at(place).released;
    step.clock = Clocks.join(step.clock, released);
    if (need) {
      step.needed = Clocks.join(step.needed, released);
    }
  }

  @Override
  public void follows(int earlier, boolean need) {
    Step step = current();
    Step other = steps.get(earlier);
    if (!step.follows(other)) {
      step.clock = Clocks.join(step.clock, other.clock);
    }
    if (need && !Clocks.includes(step.needed, other.thread, other.index)) {
      step.needed = Clocks.join(step.needed, other.clock);
    }
  }

  @Override
  public void clockMoves() {
    usesTimers = true;
    moves++;
    for (Step other : last) {
      if (other != null) {
        moved = Clocks.join(moved, other.clock);
      }
    }
  }

  @Override
  public void followsMove() {
    Step step = current();
    step.clock = Clocks.join(step.clock, moved);
    step.needed = Clocks.join(step.needed, moved);
  }

  @Override
  public int step() {
    return steps.size() - 1;
  }

  @Override
  public void givesWay() {
    givesWay = true;
  }

  @Override
  public void runsLong() {
    ranLong = true;
    if (++longRuns >= MOST_LONG_RUNS) {
      finish = Finish.ENDLESS;
    }
  }

  @Override
  public void ends(String status, int code, String message) {
    ends.add(new End(current(), moves, status, code, message));
  }

  /** The step that it would have made is looked at as if it had come last. */
  @Override
  public void waits(int number, long key, Touch touch) {
    close();
    current = null;
    int thread = threads.of(number);
    Step before = last[thread];
    Step step =
        new Step(
            steps.size() + wanted.size(),
            thread,
            before == null ? Clocks.NONE : before.clock,
            moves);
    Place place = places.at(key);
    for (int i = place.count - 1; i >= 0; i--) {
      if (place.touches[i].conflicts(touch)) {
        candidate(place.steps[i]);
      }
    }
    step.touch(key, touch);
    findRaces(step);
    wanted.add(step);
  }

  @Override
  public void quiet(List<Waiting> goroutines, boolean mainIsGone) {
    waiting.addAll(goroutines);
    for (Waiting each : goroutines) {
      usesTimers |= each.reason().equals("sleep");
    }
    mainGone = mainIsGone;
  }

  /** The running step has printed. */
  void prints(int stream, String text) {
    Step step = current;
    if (step != null) {
      printed.add(new Printed(step, moves, stream, text));
    }
  }

  @Override
  public int mostAfterEnd() {
    return mostSteps;
  }

  @Override
  public Manner manner() {
    return Manner.SEARCH;
  }

  @Override
  public Timing timing() {
    return timing;
  }
}
