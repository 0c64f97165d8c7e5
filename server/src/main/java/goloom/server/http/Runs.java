package goloom.server.http;

import goloom.sandbox.BusyException;
import goloom.sandbox.RunHandle;
import goloom.sandbox.RunRequest;
import goloom.sandbox.Sandbox;
import goloom.server.problem.Refusal;
import goloom.worker.protocol.Event;
import java.util.function.Consumer;

/**
 * Starts runs for clients: within their rate, counted, and with the sandbox's refusals in HTTP's
 * terms.
 */
final class Runs {
  private final Sandbox sandbox;
  private final RateLimiter limiter;
  private final Meters meters;

  Runs(Sandbox sandbox, RateLimiter limiter, Meters meters) {
    this.sandbox = sandbox;
    this.limiter = limiter;
    this.meters = meters;
  }

  /**
   * Starts a run.
   *
   * @throws Refusal 429 or 503
   */
  RunHandle start(String client, RunRequest request, Consumer<Event> events) {
    limiter.take(client);
    try {
      RunHandle handle = sandbox.run(client, request, event -> deliver(event, events));
      meters.runAccepted();
      return handle;
    } catch (BusyException e) {
      throw busy(e);
    }
  }

  static Refusal busy(BusyException e) {
    int status = e.scope() == BusyException.Scope.CLIENT ? 429 : 503;
    return Refusal.busy(status, String.valueOf(e.getMessage()), e.retryAfterSeconds());
  }

  private void deliver(Event event, Consumer<Event> events) {
    if (event instanceof Event.Exit exit) {
      meters.runEnded(exit);
    }
    events.accept(event);
  }
}
