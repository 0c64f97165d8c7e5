package goloom.explore;

import goloom.report.OutcomeReport;
import goloom.report.Shown;
import goloom.scheduler.Pilot.Timing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One thing that the program can do, and what is known of it so far. */
final class Outcome {

  /**
   * What tells one from another.
   *
   * @param end in words: the status, the code, the panic's text, who waits where
   */
  record Key(Seen seen, String end) {}

  /** Characters of an output that are told. */
  private static final int MOST_OUTPUT = 64 * 1024;

  final int id;
  String output = "";
  final String status;
  final int code;
  final String message;
  long executions;
  String schedule = "";

  /** Whether it happens whatever running costs. */
  final boolean strict;

  /** Whether it was found where executions are drawn at random. */
  boolean drawn;

  /** How hard the schedule's way is to follow. */
  Length length = Length.NONE;

  /** How often another thread goes on in the shortest way that was tried. */
  int switches = Integer.MAX_VALUE;

  final Map<String, String> races = new LinkedHashMap<>();
  final Map<String, String> leaks = new LinkedHashMap<>();
  final Map<String, String> blocked = new LinkedHashMap<>();

  /** Pairs of places that race, for which a second run was made. */
  final Set<Long> racesAsked = new HashSet<>();

  /** How often it was looked whether an execution shows more races of it. */
  int racesLookedFor;

  /** Whether a run showed it that was made for that. */
  boolean shown;

  /** Executions since it was last told of. */
  long untold;

  /** What {@link Key} has of its end. */
  final String end;

  Outcome(int id, String status, int code, String message, String end, Timing timing) {
    this.end = end;
    strict = timing == Timing.STRICT;
    this.id = id;
    this.status = status;
    this.code = code;
    this.message = message;
  }

  /** Takes a way that leads to it, if it is easier to follow than the one known. */
  void leads(Length other, String by) {
    if (!by.isEmpty() && other.compareTo(length) < 0) {
      length = other;
      schedule = by;
    }
  }

  OutcomeReport report() {
    return new OutcomeReport(
        id,
        output.length() <= MOST_OUTPUT ? output : output.substring(0, MOST_OUTPUT),
        status,
        code,
        message,
        Math.max(1, executions),
        schedule,
        shown(races),
        shown(leaks),
        shown(blocked));
  }

  private static java.util.List<Shown> shown(Map<String, String> map) {
    ArrayList<Shown> shown = new ArrayList<>();
    map.forEach((text, schedule) -> shown.add(new Shown(text, schedule)));
    return shown;
  }
}
