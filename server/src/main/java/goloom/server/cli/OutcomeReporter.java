package goloom.server.cli;

import goloom.report.Shown;
import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import goloom.worker.protocol.SourceFile;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A search for people: one table on standard output once it is over, the rest as of a run. */
final class OutcomeReporter implements Reporter {
  private static final int MAX_LINES = 12;
  private static final int MAX_COLUMNS = 100;
  private static final String NOTHING = "(prints nothing)";

  /** What the search says of an outcome that takes more than the usual course of time. */
  private static final String SLOW = "only if running takes longer than a sleep";

  private final PrintStream out;
  private final PrintStream err;
  private final TextReporter plain;
  private final Outcomes outcomes;
  private int procs = 1;

  OutcomeReporter(PrintStream out, PrintStream err, List<SourceFile> files, Outcomes outcomes) {
    this.out = out;
    this.err = err;
    this.plain = new TextReporter(out, err, files);
    this.outcomes = outcomes;
  }

  @Override
  public void report(Event event) {
    switch (event) {
      case Event.Start start -> procs = start.procs();
      case Event.Explored _ -> {
        table();
        shown();
        summary();
        out.flush();
      }
      case Event.Outcome _ -> {}
      case Event.Exit exit -> exit(exit);
      case Event.Compile _,
          Event.Output _,
          Event.Queued _,
          Event.Trace _,
          Event.Race _,
          Event.Panic _,
          Event.Deadlock _,
          Event.Leak _ ->
          plain.report(event);
    }
  }

  /** A search that was cut off from outside still says what it had found. */
  private void exit(Event.Exit exit) {
    if (outcomes.explored() == null && !outcomes.all().isEmpty()) {
      table();
      shown();
      out.println(count(outcomes.all().size(), "outcome") + " until then; there may be more");
      out.flush();
    }
    if (exit.status() != Status.OK) {
      plain.report(exit);
    }
  }

  private void table() {
    int kinds =
        Math.max(4, outcomes.all().stream().mapToInt(one -> kind(one).length()).max().orElse(0));
    String row = "%4s  %10s  %-" + kinds + "s  %s%n";
    out.printf(row, "#", "executions", "ends", "prints");
    for (Event.Outcome outcome : outcomes.all()) {
      List<String> lines = lines(outcome.output());
      out.printf(row, outcome.id(), outcome.executions(), kind(outcome), lines.getFirst());
      lines.stream().skip(1).forEach(line -> out.printf(row, "", "", "", line));
    }
  }

  /** {@code ok}, {@code exit 3}, {@code deadlock}, {@code panic: …}, and what some of them show. */
  private static String kind(Event.Outcome outcome) {
    String ending =
        switch (outcome.status()) {
          case EXIT -> "exit " + outcome.code();
          case PANIC -> shortened(panic(outcome.message()));
          default -> outcome.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    var kind = new StringBuilder(ending);
    if (!outcome.races().isEmpty()) {
      kind.append(", race");
    }
    if (!outcome.leaks().isEmpty()) {
      kind.append(", leak");
    }
    return kind.toString();
  }

  private static String panic(String message) {
    String own = message.endsWith("; " + SLOW) ? message.replace("; " + SLOW, "") : message;
    return own.lines().findFirst().orElse("panic");
  }

  private static List<String> lines(String output) {
    if (output.isEmpty()) {
      return List.of(NOTHING);
    }
    List<String> all = output.lines().map(OutcomeReporter::shortened).toList();
    if (all.size() <= MAX_LINES) {
      return all;
    }
    List<String> some = new ArrayList<>(all.subList(0, MAX_LINES - 1));
    some.add("… and " + (all.size() - some.size()) + " more lines");
    return some;
  }

  /** Without what would move a terminal's cursor, and no wider than a screen. */
  private static String shortened(String line) {
    String harmless = line.replaceAll("\\p{Cntrl}", "\ufffd");
    return harmless.length() > MAX_COLUMNS ? harmless.substring(0, MAX_COLUMNS) + "…" : harmless;
  }

  private void shown() {
    out.println();
    for (Event.Outcome outcome : outcomes.all()) {
      out.println("to see " + outcome.id() + " again: " + replay(outcome.schedule()));
      if (outcome.message().endsWith(SLOW)) {
        out.println("     " + SLOW);
      }
      shown("race", outcome.races());
      shown("leak", outcome.leaks());
      shown("still waiting when main returned", outcome.blocked());
    }
  }

  private void shown(String what, List<Shown> all) {
    for (Shown one : all) {
      String first = one.text().lines().findFirst().map(OutcomeReporter::shortened).orElse("");
      out.println("     " + what + ": " + first);
      out.println("       " + replay(one.schedule()));
    }
  }

  private String replay(String schedule) {
    if (schedule.isEmpty()) {
      return "no schedule was found that replays it";
    }
    return "--schedule " + schedule + " --procs " + procs;
  }

  private void summary() {
    Event.Explored explored = outcomes.explored();
    if (explored == null) {
      return;
    }
    out.println();
    out.println(
        count(explored.outcomes(), "outcome")
            + " in "
            + count(explored.executions(), "execution")
            + " ("
            + explored.millis()
            + " ms)"
            + switch (explored.completeness()) {
              case "all" -> ": these are all";
              case "sampled" -> ": a sample, there may be more: " + explored.why();
              default -> ": there may be more: " + explored.why();
            });
    List<String> wrong = new ArrayList<>();
    if (explored.races() > 0) {
      wrong.add(count(explored.races(), "variable") + " raced on");
    }
    if (explored.deadlocks() > 0) {
      wrong.add(count(explored.deadlocks(), "deadlock"));
    }
    if (explored.leaks() > 0) {
      wrong.add(count(explored.leaks(), "outcome") + " with a leak");
    }
    if (!wrong.isEmpty()) {
      err.println(String.join(", ", wrong));
    }
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
