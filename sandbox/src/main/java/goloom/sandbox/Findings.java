package goloom.sandbox;

import goloom.report.Access;
import goloom.report.Shown;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.ProtocolException;
import java.util.List;

/**
 * What a worker may say of races, names and a program's outcomes, held to its form and size:
 * clients build pages and loops on these numbers. The engine keeps far below; whoever doesn't isn't
 * the engine. One for each run; not thread-safe.
 */
final class Findings {
  /** A program ends once: by a panic, or in a deadlock, or with a leak. */
  private static final int MAX_REPORTS = 8;

  private static final int MAX_RACES = 10_000;
  private static final int MAX_RACE_BYTES = 1 << 20;
  private static final int MAX_OUTCOMES = 1_000_000;
  private static final int MAX_OUTCOME_BYTES = 2 << 20;
  private static final int MAX_SHOWN = 1_000;
  private static final int MAX_SCHEDULE = 8 * 1024;
  private static final int MAX_NAME = 2_000;
  private static final int MAX_NAMES = 1_000;

  private final boolean searching;
  private int races;
  private int reports;
  private int names;
  private boolean over;

  /** For a search of a program's outcomes ({@code searching}), or for one run. */
  Findings(boolean searching) {
    this.searching = searching;
  }

  /**
   * Passes a race, an outcome or a search's end; {@code bytes} is what it took on the pipe.
   *
   * @throws ProtocolException where it is out of its bounds, or out of place
   */
  void check(Event.OfProgram event, int bytes) throws ProtocolException {
    switch (event) {
      case Event.Race race -> race(race, bytes);
      case Event.Outcome outcome -> outcome(outcome, bytes);
      case Event.Explored explored -> explored(explored);
      case Event.Panic _, Event.Deadlock _, Event.Leak _ ->
          require(++reports <= MAX_REPORTS, "more reports than a program can end in");
      case Event.Output _ -> {}
    }
  }

  /**
   * Passes a goroutine's name.
   *
   * @throws ProtocolException where it is out of its bounds
   */
  void name(String name) throws ProtocolException {
    require(++names <= MAX_NAMES, "more names than are ever told");
    require(name.length() <= MAX_NAME, "a name too long");
  }

  private void race(Event.Race race, int bytes) throws ProtocolException {
    require(++races <= MAX_RACES, "more races than are ever reported");
    require(bytes <= MAX_RACE_BYTES, "a race too large");
    access(race.first());
    access(race.second());
  }

  private static void access(Access access) throws ProtocolException {
    require(access.kind().equals("read") || access.kind().equals("write"), "no such access");
    require(access.goroutine() >= 0, "a goroutine without a number");
  }

  private void outcome(Event.Outcome outcome, int bytes) throws ProtocolException {
    require(searching && !over, "an outcome out of place");
    require(bytes <= MAX_OUTCOME_BYTES, "an outcome too large");
    require(outcome.id() >= 1 && outcome.id() <= MAX_OUTCOMES, "an outcome's number out of bounds");
    require(outcome.executions() >= 0, "an outcome of fewer than no executions");
    require(outcome.status() != Status.COMPILE_ERROR, "an outcome that is none");
    require(outcome.schedule().length() <= MAX_SCHEDULE, "a schedule too long");
    shown(outcome.races());
    shown(outcome.leaks());
    shown(outcome.blocked());
  }

  private static void shown(List<Shown> all) throws ProtocolException {
    require(all.size() <= MAX_SHOWN, "an outcome with too many remarks");
    for (var one : all) {
      require(one.schedule().length() <= MAX_SCHEDULE, "a schedule too long");
    }
  }

  private void explored(Event.Explored explored) throws ProtocolException {
    require(searching && !over, "a search's end out of place");
    over = true;
    require(
        explored.executions() >= 0
            && explored.outcomes() >= 0
            && explored.races() >= 0
            && explored.deadlocks() >= 0
            && explored.leaks() >= 0
            && explored.millis() >= 0,
        "a count below zero");
    var complete =
        switch (explored.completeness()) {
          case "all" -> true;
          case "bounded", "sampled" -> false;
          default -> throw new ProtocolException("no such completeness");
        };
    // The one claim that nobody can check afterwards: it is made in full or not at all.
    require(complete == explored.exhaustive(), "a search that is complete and isn't");
  }

  private static void require(boolean kept, String otherwise) throws ProtocolException {
    if (!kept) {
      throw new ProtocolException(otherwise);
    }
  }
}
