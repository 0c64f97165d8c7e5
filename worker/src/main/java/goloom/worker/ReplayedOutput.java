package goloom.worker;

import goloom.explore.Prints;
import goloom.scheduler.Engine;
import goloom.worker.protocol.Event;
import java.nio.charset.StandardCharsets;

/** One of the program's output streams where a search's schedule is replayed: a print is a step. */
final class ReplayedOutput extends Prints {
  private final String stream;
  private final Outbox outbox;

  ReplayedOutput(String stream, Outbox outbox) {
    this.stream = stream;
    this.outbox = outbox;
  }

  @Override
  protected void printed(String text) {
    outbox.write(new Event.Output(stream, text, Engine.now(), Engine.goroutine()));
    Engine.wrote(stream.equals("stdout") ? 1 : 2, text.getBytes(StandardCharsets.UTF_8).length);
  }
}
