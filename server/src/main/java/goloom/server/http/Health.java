package goloom.server.http;

import goloom.sandbox.Sandbox;
import goloom.sandbox.SandboxState;
import goloom.server.problem.Refusal;
import goloom.server.snippets.Snippets;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever watches over the node how it is. */
final class Health {
  private static final Logger log = LoggerFactory.getLogger(Health.class);

  private final Snippets snippets;
  private final Sandbox sandbox;
  private final Meters meters;
  private volatile boolean draining;

  Health(Snippets snippets, Sandbox sandbox, Meters meters) {
    this.snippets = snippets;
    this.sandbox = sandbox;
    this.meters = meters;
  }

  void addTo(RoutesConfig routes) {
    Reads.add(routes, "/livez", ctx -> ctx.json(Map.of("status", "ok")));
    Reads.add(routes, "/readyz", this::ready);
    Reads.add(routes, "/metrics", this::metrics);
  }

  void drain() {
    draining = true;
  }

  private void ready(Context ctx) {
    if (draining) {
      throw Refusal.busy(503, "this node is stopping", 5);
    }
    if (!databaseUp()) {
      throw Refusal.busy(503, "the database does not answer", 5);
    }
    boolean ready = sandbox.ready();
    SandboxState state = sandbox.state();
    if (!state.broken().isEmpty()) {
      throw Refusal.busy(
          503, "the sandbox failed its own test: " + String.join(", ", state.broken()), 30);
    }
    if (!ready) {
      throw Refusal.busy(503, "no program could be compiled and run within the last minute", 5);
    }
    ctx.json(new Ready("ok", state));
  }

  private record Ready(String status, SandboxState sandbox) {}

  private boolean databaseUp() {
    try {
      return snippets.reachable();
    } catch (RuntimeException e) {
      log.warn("the database does not answer", e);
      return false;
    }
  }

  private void metrics(Context ctx) {
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8");
    ctx.result(meters.scrape());
  }
}
