package goloom.explore;

import goloom.Block;
import goloom.race.Watch;
import goloom.report.Access;
import goloom.report.ExploredReport;
import goloom.report.Frame;
import goloom.report.GoroutineState;
import goloom.report.RaceReport;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Pilot;
import goloom.scheduler.Pilot.Timing;
import goloom.scheduler.Pilot.Waiting;
import goloom.scheduler.Settings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One search: runs the executions that a tree asks for and gathers what they show. */
final class Search {
  /** Outcomes at most; beyond that the answer is not whole. */
  private static final int MOST_OUTCOMES = 10_000;

  /** How often a better witness for one outcome is looked for. */
  private static final int MOST_WITNESSES = 3;

  /** How often it is looked whether an outcome shows races that are not known of it. */
  private static final int MOST_LOOKS_FOR_RACES = 1_000;

  /** Outcomes of which it is looked whether they leave somebody waiting for good. */
  private static final int MOST_JUDGED = 200;

  private static final String STOPPED = "stopped after ";

  /** Percent of the time in which executions are looked at one after the other, not drawn. */
  private static final long SYSTEMATIC = 70;

  /** So many executions are looked at before those with few preemptions, if that isn't all. */
  private static final long FIRST_LOOK = 1_000;

  /** What is few. */
  private static final int FEW_PREEMPTIONS = 2;

  /** Steps, at least, in which the shortest ways are looked for. */
  private static final long LEAST_STEPS_WITHIN = 20_000;

  private static final String NO_MEMORY = "panic: java.lang.OutOfMemoryError";
  private static final String NO_THREAD = "native thread";
  private static final String MEMORY = "memory limit: an execution needed more than there is";
  private static final String SLOW = "only if running takes longer than a sleep";
  private static final String CHANGED = "the program does something else when it is run again";
  private static final String ASLEEP = "all goroutines are asleep - deadlock!";
  private static final String GONE = "no goroutines (main called runtime.Goexit) - deadlock!";

  private final ExploreSettings settings;
  private final Supplier<Block> program;
  private final ExploreObserver observer;
  private final Names names = new Names();
  private final Tree.Reduction reduction;
  private Tree tree;
  private final Execution execution;
  private final Settings simulation;

  /** For second runs of which it is known that no race is to be found. */
  private final Settings unwatched;

  private final Map<Outcome.Key, Outcome> outcomes = new LinkedHashMap<>();

  /** The last outcome's. */
  private int ids;

  private final TreeSet<String> limits = new TreeSet<>();
  private final TreeSet<String> uncontrolled = new TreeSet<>();
  private @Nullable Sampler sampler;
  private boolean cancelled;
  private boolean outOfMemory;
  private boolean anew;

  /** When this part of the search must end, and all of it, as {@code System.nanoTime} has it. */
  private long until;

  private long deadline;

  /** Second runs made to see whether those that main left behind wait for good. */
  private int judged;

  /** Whether time is strict: what is found then happens whatever running costs. */
  private boolean strict = true;

  private long executions;

  private final Observer races =
      new Observer() {
        @Override
        public void race(RaceReport race) {
          execution.raced(race);
        }
      };

  private long wasted;

  /** Steps of all executions of the tree. */
  private long steps;

  private Bounds bounds;

  /** Whether those with few preemptions were given their turn before the rest of the tree. */
  private boolean lookedWithin;

  private long toldAt;

  /** Where prints go: to the execution, or to a witness that is tried. */
  private @Nullable Transcript replayed;

  Search(
      ExploreSettings settings,
      Supplier<Block> program,
      ExploreObserver observer,
      Tree.Reduction reduction) {
    this.settings = settings;
    // What is made while the program is made ready is made by its main: so it has the same names
    // in every execution.
    Block main = () -> program.get().run();
    this.program = () -> main;
    this.observer = observer;
    this.reduction = reduction;
    tree = new Tree(reduction);
    execution = new Execution(tree, names, Timing.STRICT, settings.stepsInOne());
    bounds = new Bounds(execution);
    simulation =
        new Settings(
            0L,
            null,
            settings.procs(),
            false,
            settings.race(),
            false,
            settings.goroutineLimit(),
            0);
    unwatched =
        new Settings(0L, null, settings.procs(), false, false, false, settings.goroutineLimit(), 0);
  }

  /** Executions that turned out to have been seen, but for order. */
  long wasted() {
    return wasted;
  }

  int givenUp() {
    return tree.givenUp();
  }

  ExploredReport run() {
    long start = System.nanoTime();
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(new Captured(1));
    System.setErr(new Captured(2));
    Watch.known(execution::isBranched);
    boolean whole;
    try {
      whole = search(start);
    } catch (OutOfMemoryError e) {
      tree = new Tree(reduction); // room for the answer
      outOfMemory = true;
      limits.add(MEMORY);
      whole = false;
    } finally {
      System.setOut(out);
      System.setErr(err);
      Watch.known(null);
    }
    outcomes.values().forEach(this::tell);
    ExploredReport report = report(whole, (System.nanoTime() - start) / 1_000_000);
    observer.explored(report);
    if (outOfMemory) {
      observer.outOfMemory();
    }
    return report;
  }

  private final class Captured extends Prints {
    private final int stream;

    Captured(int stream) {
      this.stream = stream;
    }

    @Override
    protected void printed(String text) {
      Transcript replay = replayed;
      if (replay != null) {
        replay.prints(stream, text);
      } else {
        execution.prints(stream, text);
      }
    }
  }

  /**
   * Looks again, with timers that go off at any moment: a sleep orders nothing, for whoever runs
   * meanwhile may take longer than it.
   */
  private boolean searchLoosely(long start, long millis) {
    strict = false;
    lookedWithin = false;
    tree = new Tree(reduction);
    execution.follow(tree, Timing.LOOSE);
    return search(start, millis);
  }

  /** Whether all was looked at that there is. */
  private boolean search(long start) {
    boolean maySleep = settings.timing() == Timing.LOOSE;
    long millis = settings.timeMillis();
    deadline = start + millis * 1_000_000;
    boolean all = search(start, maySleep ? millis / 3 : SYSTEMATIC * millis / 100);
    if (maySleep && execution.usesTimers()) {
      all &= searchLoosely(start, SYSTEMATIC * millis / 100);
    } else if (maySleep && !all && !isCancelled()) {
      all = goOn(start, SYSTEMATIC * millis / 100);
    }
    if (!all && !isCancelled() && executions < settings.maxExecutions()) {
      sample();
    }
    return all;
  }

  private boolean isCancelled() {
    return cancelled || outOfMemory || observer.cancelled();
  }

  /** Where a third of the time didn't suffice, and there is nothing else to use the rest for. */
  private boolean goOn(long start, long millis) {
    if (executions >= settings.maxExecutions()) {
      return false;
    }
    limits.removeIf(limit -> limit.startsWith(STOPPED));
    until = start + millis * 1_000_000;
    return search(start, millis);
  }

  /** Draws executions at random, as long as there is time. */
  private void sample() {
    until = deadline;
    Sampler drawing = new Sampler();
    sampler = drawing;
    execution.sample(drawing);
    while (!isOver() && !isCancelled() && executions < settings.maxExecutions()) {
      drawing.begin();
      tree = new Tree(reduction);
      execution.follow(tree, execution.timing());
      execution.begin(deadline);
      var _ = Engine.steer(simulation, program.get(), races, execution);
      execution.close();
      drawing.ends();
      executions++;
      if (ranOutOfMemory()) {
        return;
      }
      if (execution.takeAnew()) {
        continue; // what orders its prints is not known in full
      }
      if (execution.finish() == Execution.Finish.WHOLE || !execution.ends().isEmpty()) {
        gather();
      }
      tellWhatGrew();
    }
  }

  private boolean search(long start, long millis) {
    until = start + millis * 1_000_000;
    long began = System.nanoTime();
    do {
      if (executions >= settings.maxExecutions()) {
        limits.add(STOPPED + settings.maxExecutions() + " executions");
        return false;
      }
      if (isOver()) {
        limits.add(STOPPED + millis + " ms");
        return false;
      }
      if (observer.cancelled()) {
        cancelled = true;
        limits.add("cancelled");
        return false;
      }
      anew = false;
      execute();
      if (outOfMemory) {
        return false;
      }
      if (!anew) {
        perhapsWithinBounds(began);
      }
    } while (anew || tree.advance());
    shorten();
    return true;
  }

  /**
   * Whether the program needed more memory than there is. Then nothing can be said of what others
   * would have done, nor would another execution go better: the search ends.
   */
  private boolean ranOutOfMemory() {
    for (End end : execution.ends()) {
      if (isWantOfMemory(end.message())) {
        Transcript transcript = new Transcript();
        for (Printed print : execution.printed()) {
          transcript.prints(print.stream(), print.text());
        }
        String status = "memory_limit";
        var _ = outcome(transcript.seen(), status, 126, MEMORY, status, transcript::all);
        return true;
      }
    }
    return false;
  }

  private boolean isWantOfMemory(String message) {
    boolean is = message.startsWith(NO_MEMORY) && !message.contains(NO_THREAD);
    if (is) {
      outOfMemory = true;
      limits.add(MEMORY);
    }
    return is;
  }

  private void late() {
    limits.add(STOPPED + settings.timeMillis() + " ms");
  }

  private boolean isOver() {
    return System.nanoTime() - until > 0;
  }

  /**
   * Accesses of a variable that races were none of the search's steps, so more can happen than it
   * looked at: it begins again, with them. What it found has been found.
   */
  private void startAnew() {
    anew = true;
    tree = new Tree(reduction);
    execution.follow(tree, execution.timing());
    executions = 0;
    wasted = 0;
    steps = 0;
    lookedWithin = false;
    limits.clear();
    for (Outcome outcome : outcomes.values()) {
      outcome.executions = 0;
    }
  }

  /** Runs what was just run once more: something may have been left behind that changes it. */
  private void repeat() {
    long before = execution.fingerprint();
    tree.again();
    execution.begin(deadline);
    var _ = Engine.steer(simulation, program.get(), races, execution);
    execution.close();
    if (execution.finish() != Execution.Finish.LATE && execution.fingerprint() != before) {
      limits.add(CHANGED);
    }
  }

  private void execute() {
    execution.begin(deadline);
    Ending ending = Engine.steer(simulation, program.get(), races, execution);
    execution.close();
    if (execution.takeAnew()) {
      startAnew();
      return;
    }
    uncontrolled.addAll(ending.uncontrolled());
    steps += execution.steps().size();
    if (ranOutOfMemory()) {
      executions++;
      return;
    }
    execution.wantStopped();
    tree.reverse(execution.steps(), execution.wanted());
    switch (execution.finish()) {
      case WHOLE -> {
        executions++;
        gather();
      }
      case CUT -> {
        executions++;
        limits.add("executions are cut off after " + settings.stepsInOne() + " steps");
        if (!execution.ends().isEmpty()) {
          gather();
        }
      }
      case SEEN -> wasted++;
      case LATE -> late();
      case ENDLESS -> {
        executions++;
        limits.add("a goroutine that runs on without end is cut off");
        if (!execution.ends().isEmpty()) {
          gather();
        }
      }
    }
    if (execution.leftTimers()) {
      limits.add("timers beside main's end go on for ever");
    }
    if (execution.waitedInJdk()) {
      limits.add("goroutines wait inside the JDK, where not every order of waking is looked at");
    }
    if (execution.drewRandomly()) {
      limits.add(
          "random numbers are those of one seed; choose(n) has each of its values looked at");
    }
    if (execution.racedUnknown()) {
      limits.add("not every order of the accesses that race in calls on arrays is looked at");
    }
    if (execution.spun()) {
      limits.add("loops that wait for others are followed for " + Spins.MOST_TURNS + " turns");
    }
    if (execution.changed()) {
      limits.add(CHANGED);
    }
    boolean endless = execution.finish() == Execution.Finish.ENDLESS;
    if (strict && executions + wasted == 1 && !endless) {
      repeat();
    }
    tellWhatGrew();
  }

  // Few preemptions first
  // ---------------------

  /**
   * Where there is much to look at, what takes few preemptions comes before the rest of the tree.
   */
  private void perhapsWithinBounds(long began) {
    if (lookedWithin) {
      return;
    }
    long first = Math.min(FIRST_LOOK, 1 + settings.maxExecutions() / 10);
    long now = System.nanoTime();
    if (executions + wasted >= first || (now - began) * 10 > until - began) {
      lookedWithin = true;
      bounds = new Bounds(execution);
      long most = settings.maxExecutions() / 4;
      within(4 * steps, most, FEW_PREEMPTIONS, now + (until - now) / 4);
    }
  }

  /** All outcomes are known: it is left to find the shortest way to each. */
  private void shorten() {
    if (!bounds.fits(execution)) {
      bounds = new Bounds(execution);
    }
    int known = outcomes.size();
    long left = Math.max(LEAST_STEPS_WITHIN, 2 * steps);
    while (left > 0 && !bounds.isOver() && !isOver() && !isCancelled() && !isShortest()) {
      left = within(left, Long.MAX_VALUE, bounds.bound(), until);
    }
    if (outcomes.size() > known && limits.isEmpty()) {
      limits.add("an outcome was found that the search had left out");
    }
  }

  private boolean isShortest() {
    for (Outcome outcome : outcomes.values()) {
      if (outcome.strict == strict && outcome.length.preemptions() > bounds.done()) {
        return false;
      }
    }
    return true;
  }

  /** All ways with so many preemptions have been looked at, as steps now are. */
  private int doneWithin() {
    return bounds.fits(execution) ? bounds.done() : Bounds.NONE;
  }

  /** Looks at ways with few preemptions; returns how many of the steps are left. */
  private long within(long mostSteps, long mostRuns, int mostPreemptions, long latest) {
    long left = mostSteps;
    for (long i = 0; i < mostRuns && left > 0; i++) {
      if (bounds.isOver()
          || bounds.bound() > mostPreemptions
          || System.nanoTime() - latest > 0
          || isCancelled()) {
        break;
      }
      Bounded pilot = new Bounded(bounds, settings.stepsInOne(), latest, 0);
      Witness witness = new Witness();
      var _ = again(unwatched, witness, pilot);
      left -= 1 + pilot.steps();
      if (!pilot.cut() && !isWantOfMemory(pilot.message())) {
        foundWithin(pilot, witness.transcript);
      }
      bounds.advance(pilot.cut());
      tellWhatGrew();
    }
    return left;
  }

  private void foundWithin(Bounded pilot, Transcript transcript) {
    int known = outcomes.size();
    Outcome outcome =
        outcome(
            transcript.seen(),
            pilot.status(),
            pilot.code(),
            pilot.message(),
            end(pilot),
            transcript::all);
    if (outcome == null || outcome.strict != strict) {
      return;
    }
    outcome.shown = true;
    outcome.leads(pilot.length(), pilot.schedule());
    if (outcomes.size() > known) {
      outcome.untold++;
      watch(outcome);
    }
  }

  /** In words that tell it from others. */
  private static String end(Retold run) {
    return run.status() + run.code() + run.message() + who(run.waiting());
  }

  /** What else the way shows that leads to a new outcome. */
  private void watch(Outcome outcome) {
    Bounded pilot = new Bounded(bounds, settings.stepsInOne(), deadline, Following.MOST_BEYOND);
    Witness witness = new Witness();
    var _ = again(simulation, witness, pilot);
    for (RaceReport race : witness.races) {
      outcome.races.putIfAbsent(describe(race), outcome.schedule);
    }
    String stuck = describe(witness.left);
    if (!stuck.isEmpty()) {
      outcome.leaks.putIfAbsent(stuck, outcome.schedule);
    }
  }

  private static String describe(List<GoroutineState> left) {
    StringJoiner text = new StringJoiner("\n");
    for (GoroutineState each : left) {
      if (!each.state().equals("sleep")) {
        Frame made = each.createdAt();
        String at = each.stack().isEmpty() ? "" : place(each.stack().getFirst());
        text.add(describe(made == null ? "" : place(made), each.state(), at, each.waitingOn()));
      }
    }
    return text.toString();
  }

  private static String place(Frame frame) {
    return frame.file() + ":" + frame.line();
  }

  // Outcomes
  // --------

  private void gather() {
    boolean all =
        Orders.of(
            execution,
            (seen, end, order) -> {
              if (System.nanoTime() - deadline > 0) {
                late();
                return;
              }
              if (end == null) {
                deadlock(seen, order);
              } else {
                found(seen, end.status(), end.code(), end.message(), end.message(), order);
              }
            });
    if (!all) {
      limits.add("of an execution's prints more than " + Orders.MOST + " orders");
    }
  }

  private void deadlock(Seen seen, List<Happening> order) {
    String message = "fatal error: " + (execution.mainGone() ? GONE : ASLEEP);
    found(seen, "deadlock", 2, message, message + who(execution.waiting()), order);
  }

  /** Who waits where, and why. */
  private static String who(List<Waiting> goroutines) {
    TreeSet<String> waits = new TreeSet<>();
    for (Waiting waiting : goroutines) {
      waits.add(
          Engine.place(waiting.createdSite()) + "[" + waiting.reason() + "]" + waiting.site());
    }
    return String.join("", waits);
  }

  private void found(
      Seen seen, String status, int code, String message, String end, List<Happening> order) {
    Outcome outcome =
        outcome(seen, status, code, message, status + code + end, () -> written(order));
    if (outcome == null) {
      return;
    }
    outcome.executions++;
    outcome.untold++;
    if (isWorthAWitness(outcome) && !witness(outcome, order)) {
      if (!outcome.shown) {
        outcomes.values().remove(outcome); // what can't be shown is not told
        ids--; // it was the last
        limits.add("an outcome was found that a second run did not show");
        return;
      }
    }
    if (status.equals("ok")) {
      leaks(outcome, order);
    }
    races(outcome, seen, order);
  }

  /** The outcome, as it is known or from now on; null where there are too many. */
  private @Nullable Outcome outcome(
      Seen seen, String status, int code, String message, String end, Supplier<String> output) {
    Outcome.Key key = new Outcome.Key(seen, end);
    Outcome outcome = outcomes.get(key);
    if (outcome == null) {
      if (outcomes.size() >= MOST_OUTCOMES) {
        limits.add("more than " + MOST_OUTCOMES + " outcomes");
        return null;
      }
      String when = strict ? "" : message.isEmpty() ? SLOW : "; " + SLOW;
      int id = ++ids;
      outcome = new Outcome(id, status, code, message + when, end, execution.timing());
      outcome.output = output.get();
      outcome.drawn = sampler != null;
      outcomes.put(key, outcome);
    }
    return outcome;
  }

  private boolean isWorthAWitness(Outcome outcome) {
    int preemptions = outcome.length.preemptions();
    return outcome.schedule.isEmpty()
        || (preemptions > 0
            && outcome.executions <= MOST_WITNESSES
            && preemptions > doneWithin() + 1);
  }

  /** Whether a second run shows the outcome. */
  private boolean witness(Outcome outcome, List<Happening> order) {
    Way way = Way.of(execution, order);
    int switches = way.switches();
    if (switches >= outcome.switches) {
      return true;
    }
    Witness witness = replay(way, Beyond.NOTHING, unwatched);
    if (witness.lost
        || !witness.end.equals(outcome.end)
        || !witness.transcript.all().equals(outcome.output)) {
      return false;
    }
    outcome.shown = true;
    outcome.switches = switches;
    outcome.leads(witness.length, witness.schedule);
    return true;
  }

  private static String written(List<Happening> order) {
    StringBuilder all = new StringBuilder();
    for (Happening happening : order) {
      Printed print = happening.print();
      all.append(print == null ? "" : print.text());
    }
    return all.toString();
  }

  /** Whether a second run follows its way after the program's end. */
  private enum Beyond {
    NOTHING,
    ALL
  }

  /** What a second run along one way showed. */
  private static final class Witness implements Observer {
    String end = "";
    String schedule = "";
    Length length = Length.NONE;
    boolean lost;
    List<GoroutineState> left = List.of();
    final List<RaceReport> races = new ArrayList<>();
    final Transcript transcript = new Transcript();

    @Override
    public void outputEnds() {
      transcript.ends();
    }

    @Override
    public void leak(List<GoroutineState> goroutines, String text) {
      left = goroutines;
    }

    @Override
    public void race(RaceReport race) {
      races.add(race);
    }
  }

  private Witness replay(Way way, Beyond beyond, Settings how) {
    Following pilot =
        new Following(
            execution.timing(),
            execution.locations(),
            execution.strictWaits(),
            names,
            way.threads(),
            way.values(),
            beyond == Beyond.ALL);
    Witness witness = new Witness();
    var _ = again(how, witness, pilot);
    witness.end = end(pilot);
    witness.length = pilot.length();
    witness.schedule = pilot.schedule();
    witness.lost = pilot.lost();
    return witness;
  }

  /** Runs the program with each print a step, for what it prints and shows. */
  private Ending again(Settings how, Witness witness, Pilot pilot) {
    replayed = witness.transcript;
    Watch.known(null);
    try {
      return Engine.steer(how, program.get(), witness, pilot);
    } finally {
      replayed = null;
      Watch.known(execution::isBranched);
    }
  }

  /**
   * What races in this execution before its end, or could as well have been before it: which
   * accesses, a second run tells.
   */
  private void races(Outcome outcome, Seen seen, List<Happening> order) {
    if (outcome.racesLookedFor >= MOST_LOOKS_FOR_RACES || !hasNewRaces(outcome)) {
      return;
    }
    outcome.racesLookedFor++;
    Way way = Way.widest(execution, order);
    boolean asks = false;
    for (Execution.Raced raced : execution.races()) {
      Step earlier = raced.earlier();
      if ((earlier == null || way.has(earlier)) && way.has(raced.later())) {
        asks |= outcome.racesAsked.add(raced.what());
      }
    }
    if (!asks) {
      return;
    }
    Witness witness = replay(way, Beyond.NOTHING, simulation);
    if (witness.lost
        || !witness.end.equals(outcome.end)
        || !witness.transcript.seen().equals(seen)) {
      return;
    }
    for (RaceReport race : witness.races) {
      outcome.races.putIfAbsent(describe(race), witness.schedule);
    }
  }

  private boolean hasNewRaces(Outcome outcome) {
    for (Execution.Raced raced : execution.races()) {
      if (!outcome.racesAsked.contains(raced.what())) {
        return true;
      }
    }
    return false;
  }

  private static String describe(RaceReport race) {
    String one = describe(race.first());
    String other = describe(race.second());
    return race.location()
        + ": "
        + (one.compareTo(other) < 0 ? one + ", " + other : other + ", " + one);
  }

  private static String describe(Access access) {
    String place =
        access.stack().isEmpty()
            ? ""
            : " at " + access.stack().getFirst().file() + ":" + access.stack().getFirst().line();
    return access.kind() + place;
  }

  /** Goroutines that main leaves behind waiting: whether for good, a second run shows. */
  private void leaks(Outcome outcome, List<Happening> order) {
    if (execution.waiting().isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (Waiting waiting : execution.waiting()) {
      if (!waiting.reason().equals("sleep")) {
        text.append(text.isEmpty() ? "" : "\n").append(describe(waiting));
      }
    }
    String key = text.toString();
    if (key.isEmpty()
        || outcome.leaks.containsKey(key)
        || outcome.blocked.containsKey(key)
        || judged == MOST_JUDGED) {
      return;
    }
    judged++;
    Witness witness = replay(Way.of(execution, order), Beyond.ALL, unwatched);
    (!witness.left.isEmpty() ? outcome.leaks : outcome.blocked).put(key, witness.schedule);
  }

  private static String describe(Waiting waiting) {
    String made = Engine.place(waiting.createdSite());
    String at = Engine.place(waiting.site());
    return describe(made, waiting.reason(), at, waiting.on());
  }

  private static String describe(String made, String reason, String at, String on) {
    return "goroutine"
        + (made.isEmpty() ? "" : " made at " + made)
        + " ["
        + reason
        + "]"
        + (at.isEmpty() ? "" : " at " + at)
        + (on.isEmpty() ? "" : " on " + on);
  }

  // The answer
  // ----------

  private void tellWhatGrew() {
    long now = System.nanoTime();
    if (now - toldAt < 50_000_000 && toldAt != 0) {
      return;
    }
    toldAt = now;
    for (Outcome outcome : outcomes.values()) {
      if (outcome.untold > 0) {
        tell(outcome);
      }
    }
  }

  private void tell(Outcome outcome) {
    outcome.untold = 0;
    observer.outcome(outcome.report());
  }

  /** What was seen once only tells how much was not seen (Good, 1953; Turing). */
  private long percentNew(Sampler drawing) {
    long once = 0;
    for (Outcome outcome : outcomes.values()) {
      once += outcome.drawn && outcome.executions == 1 ? 1 : 0;
    }
    return Math.min(100, Math.round(100.0 * once / drawing.drawn()));
  }

  private ExploredReport report(boolean whole, long millis) {
    if (!uncontrolled.isEmpty()) {
      limits.add("calls that the scheduler has no hold on: " + String.join(", ", uncontrolled));
    }
    if (sampler != null && isOver() && limits.removeIf(limit -> limit.startsWith(STOPPED))) {
      late(); // not when the tree's part of the time was over, but all of it
    }
    boolean onlyStopped = limits.stream().allMatch(limit -> limit.startsWith(STOPPED));
    Sampler drawing = sampler != null && sampler.drawn() > 0 ? sampler : null;
    if (drawing != null) {
      limits.add(
          drawing.drawn()
              + " executions drawn at random, of some 10^"
              + drawing.magnitude()
              + " interleavings; one more shows something new with a chance of some "
              + percentNew(drawing)
              + " %");
    }
    boolean all = whole && limits.isEmpty();
    int within = doneWithin();
    if (within >= 0 && within < Bounds.ALL && !all && onlyStopped) {
      limits.add(
          "every way with at most "
              + within
              + (within == 1 ? " preemption" : " preemptions")
              + " was looked at");
    }
    int deadlocks = 0;
    int leaks = 0;
    TreeSet<String> variables = new TreeSet<>();
    for (Outcome outcome : outcomes.values()) {
      deadlocks += outcome.status.equals("deadlock") ? 1 : 0;
      leaks += outcome.leaks.isEmpty() ? 0 : 1;
      outcome.races.keySet().forEach(race -> variables.add(race.substring(0, race.indexOf(": "))));
    }
    return new ExploredReport(
        executions,
        outcomes.size(),
        all,
        all ? "all" : drawing == null ? "bounded" : "sampled",
        String.join("; ", limits),
        variables.size(),
        deadlocks,
        leaks,
        millis);
  }
}
