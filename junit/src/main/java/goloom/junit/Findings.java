package goloom.junit;

import goloom.explore.ExploreObserver;
import goloom.report.OutcomeReport;
import goloom.report.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a search has found so far; ends it once there is a reason for the test to fail. */
final class Findings implements ExploreObserver {
  /** Where there is a race or a leak, so long is looked for what it may lead to. */
  private static final long MORE_NANOS = 1_000_000_000;

  private final Explore limits;
  private final TreeMap<Integer, OutcomeReport> outcomes = new TreeMap<>();

  private long foundAt;

  Findings(Explore limits) {
    this.limits = limits;
  }

  @Override
  public void outcome(OutcomeReport outcome) {
    outcomes.put(outcome.id(), outcome);
  }

  @Override
  public boolean cancelled() {
    if (badEnd() != null) {
      return true;
    }
    if (foundAt == 0 && worst() != null) {
      foundAt = System.nanoTime();
    }
    return foundAt != 0 && System.nanoTime() - foundAt > MORE_NANOS;
  }

  /** Each outcome in a line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (OutcomeReport outcome : outcomes.values()) {
      lines.add(
          "%,d× %s%s%s"
              .formatted(
                  outcome.executions(),
                  describe(outcome),
                  outcome.races().isEmpty() ? "" : ", with a data race",
                  outcome.leaks().isEmpty() ? "" : ", with a leak"));
    }
    return lines;
  }

  /** The first outcome that ends badly, else the first race, else the first leak; null for none. */
  @Nullable Finding worst() {
    Finding end = badEnd();
    return end == null ? besides() : end;
  }

  private @Nullable Finding badEnd() {
    for (OutcomeReport outcome : outcomes.values()) {
      if (!outcome.status().equals("ok") && !outcome.schedule().isEmpty()) {
        return new Finding(describe(outcome), outcome.schedule());
      }
    }
    return null;
  }

  private @Nullable Finding besides() {
    for (OutcomeReport outcome : outcomes.values()) {
      if (!limits.allowRaces() && !outcome.races().isEmpty()) {
        Shown race = outcome.races().getFirst();
        return new Finding("data race: " + race.text() + aside(outcome), race.schedule());
      }
    }
    for (OutcomeReport outcome : outcomes.values()) {
      if (!limits.allowLeaks() && !outcome.leaks().isEmpty()) {
        Shown leak = outcome.leaks().getFirst();
        return new Finding("leak: " + leak.text() + aside(outcome), leak.schedule());
      }
    }
    return null;
  }

  private static String describe(OutcomeReport outcome) {
    return describe(outcome.status(), outcome.code(), outcome.message())
        + (outcome.status().equals("ok") ? aside(outcome) : "");
  }

  /** What is to be said of an outcome that ends well: that it takes a slow machine. */
  private static String aside(OutcomeReport outcome) {
    return outcome.message().isEmpty() ? "" : ", " + outcome.message();
  }

  /** How an execution ended, in a line. */
  static String describe(String status, int code, String message) {
    return switch (status) {
      case "ok" -> "ok";
      case "exit" -> "the test ended the program with System.exit(" + code + ")";
      default -> message.isEmpty() ? status : message;
    };
  }
}
