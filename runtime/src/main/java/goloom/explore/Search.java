package goloom.explore;

import goloom.Block;
import goloom.race.Watch;
import goloom.report.Access;
import goloom.report.ExploredReport;
import goloom.report.GoroutineState;
import goloom.report.RaceReport;
import goloom.scheduler.Ending;
import goloom.scheduler.Engine;
import goloom.scheduler.Observer;
import goloom.scheduler.Pilot.Timing;
import goloom.scheduler.Pilot.Waiting;
import goloom.scheduler.Settings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One search: runs the executions that a tree asks for and gathers what they show. */
final class Search {
  /** Outcomes at most; beyond that the answer is not whole. */
  private static final int MOST_OUTCOMES = 10_000;

  /** How often a better witness for one outcome is looked for. */
  private static final int MOST_WITNESSES = 3;

  /** Outcomes of which it is looked whether they leave somebody waiting for good. */
  private static final int MOST_JUDGED = 200;

  private static final String STOPPED = "stopped after ";

  /** Percent of the time in which executions are looked at one after the other, not drawn. */
  private static final long SYSTEMATIC = 70;

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
  private final TreeSet<String> limits = new TreeSet<>();
  private final TreeSet<String> uncontrolled = new TreeSet<>();
  private @Nullable Sampler sampler;
  private boolean cancelled;
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
          execution.raced();
        }
      };

  private long wasted;
  private long toldAt;

  /** Where prints go: to the execution, or to a witness that is tried. */
  private @Nullable StringBuilder replayed;

  Search(
      ExploreSettings settings,
      Supplier<Block> program,
      ExploreObserver observer,
      Tree.Reduction reduction) {
    this.settings = settings;
    this.program = program;
    this.observer = observer;
    this.reduction = reduction;
    tree = new Tree(reduction);
    execution = new Execution(tree, names, Timing.STRICT, settings.stepsInOne());
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
    } finally {
      System.setOut(out);
      System.setErr(err);
      Watch.known(null);
    }
    outcomes.values().forEach(this::tell);
    ExploredReport report = report(whole, (System.nanoTime() - start) / 1_000_000);
    observer.explored(report);
    return report;
  }

  private final class Captured extends Prints {
    private final int stream;

    Captured(int stream) {
      this.stream = stream;
    }

    @Override
    protected void printed(String text) {
      StringBuilder replay = replayed;
      if (replay != null) {
        replay.append(text);
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
    return cancelled || observer.cancelled();
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
      var _ = execution.takeAnew();
      executions++;
      if (execution.finish() == Execution.Finish.WHOLE || !execution.ends().isEmpty()) {
        gather();
      }
      tellWhatGrew();
    }
  }

  private boolean search(long start, long millis) {
    until = start + millis * 1_000_000;
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
    } while (anew || tree.advance());
    return true;
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
    }
    if (execution.leftTimers()) {
      limits.add("timers beside main's end go on for ever");
    }
    if (execution.waitedInJdk()) {
      limits.add("goroutines wait inside the JDK, where not every order of waking is looked at");
    }
    if (execution.spun()) {
      limits.add("loops that wait for others are followed for " + Spins.MOST_TURNS + " turns");
    }
    if (execution.changed()) {
      limits.add(CHANGED);
    }
    if (strict && executions + wasted == 1) {
      repeat();
    }
    tellWhatGrew();
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
    StringBuilder who = new StringBuilder();
    TreeSet<String> waits = new TreeSet<>();
    for (Waiting waiting : execution.waiting()) {
      waits.add(
          Engine.place(waiting.createdSite()) + "[" + waiting.reason() + "]" + waiting.site());
    }
    waits.forEach(who::append);
    String message = "fatal error: " + (execution.mainGone() ? GONE : ASLEEP);
    found(seen, "deadlock", 2, message, message + who, order);
  }

  private void found(
      Seen seen, String status, int code, String message, String end, List<Happening> order) {
    Outcome.Key key = new Outcome.Key(seen, status + code + end);
    Outcome outcome = outcomes.get(key);
    if (outcome == null) {
      if (outcomes.size() >= MOST_OUTCOMES) {
        limits.add("more than " + MOST_OUTCOMES + " outcomes");
        return;
      }
      String when = strict ? "" : message.isEmpty() ? SLOW : "; " + SLOW;
      outcome = new Outcome(outcomes.size() + 1, status, code, message + when);
      outcome.output = written(order);
      outcomes.put(key, outcome);
    }
    outcome.executions++;
    outcome.untold++;
    if (outcome.schedule.isEmpty()
        || (outcome.preemptions > 0 && outcome.executions <= MOST_WITNESSES)) {
      witness(outcome, order);
    }
    if (status.equals("ok")) {
      leaks(outcome, order);
    }
    races(outcome, order);
  }

  private void witness(Outcome outcome, List<Happening> order) {
    Way way = Way.of(execution, order);
    int switches = way.switches();
    if (switches >= outcome.switches) {
      return;
    }
    Witness witness = replay(way, Beyond.NOTHING, unwatched);
    if (witness.lost
        || !witness.status.equals(outcome.status)
        || !witness.output.equals(outcome.output)) {
      if (outcome.schedule.isEmpty()) {
        limits.add("an outcome was found that a second run did not show");
      }
      return;
    }
    outcome.switches = switches;
    if (witness.preemptions < outcome.preemptions) {
      outcome.preemptions = witness.preemptions;
      outcome.schedule = witness.schedule;
    }
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
    String status = "";
    String output = "";
    String schedule = "";
    int preemptions;
    boolean lost;
    @Nullable List<GoroutineState> left;
    final List<RaceReport> races = new ArrayList<>();
    private final Supplier<String> printed;

    Witness(Supplier<String> printed) {
      this.printed = printed;
    }

    @Override
    public void outputEnds() {
      output = printed.get();
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
    StringBuilder output = new StringBuilder();
    replayed = output;
    Watch.known(null);
    Witness witness = new Witness(output::toString);
    try {
      Ending ending = Engine.steer(how, program.get(), witness, pilot);
      witness.status = ending.status();
    } finally {
      replayed = null;
      Watch.known(execution::isBranched);
    }
    witness.preemptions = pilot.preemptions();
    witness.schedule = pilot.schedule();
    witness.lost = pilot.lost();
    return witness;
  }

  /** Variables that race in this execution: which accesses, a second run tells. */
  private void races(Outcome outcome, List<Happening> order) {
    if (execution.races().isEmpty() || !outcome.racesAsked.addAll(execution.races())) {
      return;
    }
    Witness witness = replay(Way.of(execution, order), Beyond.NOTHING, simulation);
    for (RaceReport race : witness.races) {
      outcome.races.putIfAbsent(describe(race), witness.schedule);
    }
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
    (witness.left != null ? outcome.leaks : outcome.blocked).put(key, witness.schedule);
  }

  private static String describe(Waiting waiting) {
    String made = Engine.place(waiting.createdSite());
    String at = Engine.place(waiting.site());
    return "goroutine"
        + (made.isEmpty() ? "" : " made at " + made)
        + " ["
        + waiting.reason()
        + "]"
        + (at.isEmpty() ? "" : " at " + at)
        + (waiting.on().isEmpty() ? "" : " on " + waiting.on());
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

  private ExploredReport report(boolean whole, long millis) {
    if (!uncontrolled.isEmpty()) {
      limits.add("calls that the scheduler has no hold on: " + String.join(", ", uncontrolled));
    }
    Sampler drawing = sampler != null && sampler.drawn() > 0 ? sampler : null;
    if (drawing != null) {
      limits.add(
          drawing.drawn()
              + " executions drawn at random, of some 10^"
              + drawing.magnitude()
              + " interleavings");
    }
    boolean all = whole && limits.isEmpty();
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
