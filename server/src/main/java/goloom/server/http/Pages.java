package goloom.server.http;

import goloom.server.problem.Refusal;
import goloom.server.snippets.Snippet;
import goloom.server.snippets.Snippets;
import goloom.worker.protocol.SourceFile;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page, and shared snippets in it, in a frame, and as plain source. */
final class Pages {
  private static final String INDEX = "/index.html";
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{1,64}");

  private final Assets assets;
  private final Snippets snippets;

  Pages(Assets assets, Snippets snippets) {
    this.assets = assets;
    this.snippets = snippets;
  }

  void addTo(RoutesConfig routes) {
    Reads.add(routes, "/", this::index);
    Reads.add(routes, "/p/{id}.java", ctx -> source(ctx, snippet(ctx)));
    Reads.add(routes, "/p/{id}/embed", this::embed);
    Reads.add(routes, "/p/{id}", this::shared);
  }

  private void index(Context ctx) {
    Asset page =
        assets
            .find(INDEX)
            .orElseThrow(() -> Refusal.notFound("this server has no page, only the API"));
    Assets.send(ctx, INDEX, page);
  }

  private void shared(Context ctx) {
    try {
      snippet(ctx);
    } catch (Refusal unknown) {
      if (!wantsHtml(ctx)) {
        throw unknown;
      }
      missing(ctx);
      return;
    }
    index(ctx);
  }

  private void embed(Context ctx) {
    SecurityHeaders.allowFraming(ctx);
    shared(ctx);
  }

  private static void source(Context ctx, Snippet snippet) {
    ctx.contentType("text/plain; charset=utf-8");
    ctx.header("Cache-Control", "public, max-age=31536000, immutable");
    ctx.result(plain(snippet.files()));
  }

  private static String plain(List<SourceFile> files) {
    if (files.size() == 1) {
      return files.getFirst().source();
    }
    return files.stream()
        .map(file -> "// ---- " + file.name() + " ----\n" + file.source().stripTrailing() + "\n")
        .collect(Collectors.joining("\n"));
  }

  private Snippet snippet(Context ctx) {
    return find(snippets, ctx.pathParam("id"));
  }

  static Snippet find(Snippets snippets, String id) {
    if (!ID.matcher(id).matches()) {
      throw Refusal.notFound("no such snippet");
    }
    return snippets.find(id).orElseThrow(() -> Refusal.notFound("no such snippet: " + id));
  }

  private static boolean wantsHtml(Context ctx) {
    String accept = ctx.header("Accept");
    return accept != null && accept.contains("text/html");
  }

  private static void missing(Context ctx) {
    ctx.status(404);
    ctx.header("Cache-Control", "no-store");
    ctx.html(
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>No such program · Goloom</title>
        <style>body { font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem }</style>
        <main>
        <h1>No program has this address</h1>
        <p>Shared programs never change and never go, so the link is probably cut short or mistyped.</p>
        <p><a href="/">Open the playground</a></p>
        </main>
        </html>
        """);
  }
}
