package goloom.server.http;

import goloom.sandbox.RunHandle;
import goloom.sandbox.RunRequest;
import goloom.server.json.Json;
import goloom.server.program.ExploreBody;
import goloom.server.program.Programs;
import goloom.server.program.RunBody;
import goloom.worker.protocol.Event;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * {@code POST /api/v1/run} and {@code /explore}: the events, a line each, as they happen.
 *
 * <p>The run puts its events into a mailbox and this request's own thread writes them out, so that
 * a slow reader holds back its program and nothing else. Each event is flushed unless the next is
 * already there.
 */
final class RunRoute implements Handler {
  private static final int EVENTS_IN_FLIGHT = 64;

  private final Requests requests;
  private final Function<Context, RunRequest> reader;
  private final Runs runs;

  private RunRoute(Requests requests, Function<Context, RunRequest> reader, Runs runs) {
    this.requests = requests;
    this.reader = reader;
    this.runs = runs;
  }

  /** For one run of a program. */
  static RunRoute run(Requests requests, Programs programs, Runs runs) {
    return new RunRoute(
        requests,
        ctx -> programs.run(requests.body(ctx, RunBody.class), Programs.Stdin.CLOSED),
        runs);
  }

  /** For a search of a program's outcomes. */
  static RunRoute explore(Requests requests, Programs programs, Runs runs) {
    return new RunRoute(
        requests, ctx -> programs.explore(requests.body(ctx, ExploreBody.class)), runs);
  }

  @Override
  public void handle(Context ctx) throws InterruptedException {
    RunRequest request = reader.apply(ctx);
    var mailbox = new Mailbox<Event>(EVENTS_IN_FLIGHT);
    RunHandle run = runs.start(requests.client(ctx), request, mailbox::put);
    try {
      ClientWatch.start(ctx.req(), () -> leave(mailbox, run));
      stream(mailbox, ctx.res());
    } catch (IOException e) {
      // The reader has gone; that is all there is to know, and the run goes with it.
    } finally {
      leave(mailbox, run);
      run.await();
    }
  }

  private static void leave(Mailbox<Event> mailbox, RunHandle run) {
    mailbox.close();
    run.stop();
  }

  /** Not through Javalin's stream: that one may compress, and what compresses keeps back. */
  private static void stream(Mailbox<Event> mailbox, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/x-ndjson");
    response.setHeader("Connection", "close"); // the client watch relies on it
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    OutputStream out = response.getOutputStream();
    out.flush();
    Event event = mailbox.take();
    while (event != null) {
      out.write((Json.of(event) + "\n").getBytes(StandardCharsets.UTF_8));
      Event next = mailbox.poll();
      if (next == null) {
        out.flush();
        if (event instanceof Event.Exit) {
          return;
        }
        next = mailbox.take();
      }
      event = next;
    }
  }
}
