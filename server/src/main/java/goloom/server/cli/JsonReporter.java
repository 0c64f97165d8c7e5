package goloom.server.cli;

import goloom.server.json.Json;
import goloom.worker.protocol.Event;
import java.io.PrintStream;

/** {@code --json}: the events, a line each, and nothing else. */
record JsonReporter(PrintStream out) implements Reporter {
  @Override
  public void report(Event event) {
    out.println(Json.of(event));
  }
}
