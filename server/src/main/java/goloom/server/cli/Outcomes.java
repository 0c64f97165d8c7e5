package goloom.server.cli;

import goloom.worker.protocol.Event;
import goloom.worker.protocol.Event.Status;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a search has found so far. */
final class Outcomes {
  private static final int ENDS_BADLY = 2;
  private static final int ONLY_RACES = 66;

  private final Map<Integer, Event.Outcome> found = new TreeMap<>();
  private Event.@Nullable Explored explored;

  void take(Event event) {
    switch (event) {
      case Event.Outcome outcome -> found.put(outcome.id(), outcome);
      case Event.Explored last -> explored = last;
      default -> {}
    }
  }

  /** In the order in which they were found. */
  Collection<Event.Outcome> all() {
    return found.values();
  }

  /** How far the search came; null where it was ended before it could say. */
  Event.@Nullable Explored explored() {
    return explored;
  }

  int exitCode(Event.Exit exit) {
    // Memory that did not suffice ended the search, not only one of its executions.
    if (explored == null || exit.status() == Status.MEMORY_LIMIT) {
      return ExitCodes.of(exit);
    }
    if (found.values().stream().anyMatch(Outcomes::endsBadly)) {
      return ENDS_BADLY;
    }
    return found.values().stream().anyMatch(outcome -> !outcome.races().isEmpty())
            || explored.races() > 0
        ? ONLY_RACES
        : 0;
  }

  private static boolean endsBadly(Event.Outcome outcome) {
    return (outcome.status() != Status.OK && outcome.status() != Status.EXIT)
        || !outcome.leaks().isEmpty();
  }
}
