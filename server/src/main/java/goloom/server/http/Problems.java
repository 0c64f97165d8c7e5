package goloom.server.http;

import goloom.sandbox.BusyException;
import goloom.server.json.Json;
import goloom.server.problem.Problem;
import goloom.server.problem.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes every error an {@code application/problem+json}. */
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(Refusal.class, (refusal, ctx) -> refuse(ctx, refusal));
    routes.exception(BusyException.class, (busy, ctx) -> refuse(ctx, Runs.busy(busy)));
    routes.exception(HttpResponseException.class, (e, ctx) -> framework(ctx, e));
    routes.exception(Exception.class, (e, ctx) -> fault(ctx, e));
  }

  static void send(Context ctx, Problem problem) {
    ctx.status(problem.status());
    ctx.header("Cache-Control", "no-store");
    ctx.result(Json.MAPPER.writeValueAsBytes(problem));
    ctx.contentType(Problem.CONTENT_TYPE);
  }

  private static void refuse(Context ctx, Refusal refusal) {
    refusal.headers().forEach(ctx::header);
    send(ctx, refusal.problem());
  }

  /** What Javalin itself refuses: unknown paths, and known ones with another method. */
  private static void framework(Context ctx, HttpResponseException e) {
    int status = e.getStatus();
    String methods = e.getDetails().get("availableMethods");
    if (status == 405 && methods != null) {
      ctx.header("Allow", methods);
      send(ctx, Problem.of(status, ctx.path() + " takes " + methods + ", not " + ctx.method()));
    } else if (status == 404) {
      send(ctx, Problem.of(status, "nothing is at " + ctx.path()));
    } else {
      send(ctx, Problem.of(status, String.valueOf(e.getMessage())));
    }
  }

  private static void fault(Context ctx, Exception e) {
    log.error("{} {} failed", ctx.method(), ctx.path(), e);
    send(ctx, Problem.of(500, "the playground's own fault"));
  }
}
