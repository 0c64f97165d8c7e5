package goloom.server.http;

import goloom.sandbox.Sandbox;
import goloom.server.config.Config;
import goloom.server.examples.Example;
import goloom.server.problem.Refusal;
import goloom.server.program.CompleteBody;
import goloom.server.program.FilesBody;
import goloom.server.program.Programs;
import goloom.server.snippets.Snippet;
import goloom.server.snippets.Snippets;
import goloom.worker.protocol.Diagnostic;
import goloom.worker.protocol.SourceFile;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The calls that answer at once. */
final class Api {
  private record Diagnostics(List<Diagnostic> diagnostics) {}

  private record Shared(String id, String url) {}

  private final Requests requests;
  private final Programs programs;
  private final Sandbox sandbox;
  private final Snippets snippets;
  private final RateLimiter shares;
  private final RateLimiter checks;
  private final List<Example> examples;
  private final LimitsView limits;
  private final Version version;

  Api(
      Config config,
      Requests requests,
      Programs programs,
      Sandbox sandbox,
      Snippets snippets,
      RateLimiter shares,
      RateLimiter checks,
      List<Example> examples,
      Version version) {
    this.requests = requests;
    this.programs = programs;
    this.sandbox = sandbox;
    this.snippets = snippets;
    this.shares = shares;
    this.checks = checks;
    this.examples = examples;
    this.limits = LimitsView.of(config.limits(), config.stdinBytes(), config.ratePerMinute());
    this.version = version;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/api/v1/check", this::check);
    routes.post("/api/v1/format", this::format);
    routes.post("/api/v1/complete", this::complete);
    routes.post("/api/v1/snippets", this::share);
    Reads.add(routes, "/api/v1/snippets/{id}", this::snippet);
    Reads.add(routes, "/api/v1/examples", ctx -> ctx.json(examples));
    Reads.add(routes, "/api/v1/limits", ctx -> ctx.json(limits));
    Reads.add(routes, "/api/v1/version", ctx -> ctx.json(version));
    Reads.add(routes, "/openapi.yaml", Api::openapi);
  }

  private void check(Context ctx) {
    List<SourceFile> files = programs.files(requests.body(ctx, FilesBody.class).files());
    String client = requests.client(ctx);
    checks.take(client);
    ctx.json(new Diagnostics(sandbox.check(client, files).diagnostics()));
  }

  private void format(Context ctx) {
    List<SourceFile> files = programs.files(requests.body(ctx, FilesBody.class).files());
    checks.take(requests.client(ctx));
    ctx.json(sandbox.format(files));
  }

  private void complete(Context ctx) {
    CompleteBody body = requests.body(ctx, CompleteBody.class);
    List<SourceFile> files = programs.files(body.files());
    String name = body.file();
    if (name == null) {
      throw Refusal.malformed("file is missing");
    }
    SourceFile file =
        files.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Refusal.outside("file", "one of the files sent", name));
    if (body.offset() < 0 || body.offset() > file.source().length()) {
      throw Refusal.outside("offset", "0 to " + file.source().length(), body.offset());
    }
    checks.take(requests.client(ctx));
    ctx.json(sandbox.complete(files, file.name(), body.offset()));
  }

  private void share(Context ctx) {
    List<SourceFile> files = programs.files(requests.body(ctx, FilesBody.class).files());
    shares.take(requests.client(ctx));
    String id = snippets.share(files);
    ctx.status(201);
    ctx.header("Location", "/api/v1/snippets/" + id);
    ctx.json(new Shared(id, "/p/" + id));
  }

  private void snippet(Context ctx) {
    Snippet snippet = Pages.find(snippets, ctx.pathParam("id"));
    ctx.json(snippet);
    ctx.header("Cache-Control", "public, max-age=31536000, immutable");
  }

  private static void openapi(Context ctx) throws IOException {
    try (InputStream in = Api.class.getResourceAsStream("/openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is not on the class path");
      }
      ctx.result(in.readAllBytes());
    }
    ctx.contentType("application/yaml");
  }
}
