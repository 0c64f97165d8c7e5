package goloom.server.cli;

import goloom.worker.protocol.Event;

/** Shows a run as it happens. */
sealed interface Reporter permits JsonReporter, OutcomeReporter, TextReporter {
  void report(Event event);
}
