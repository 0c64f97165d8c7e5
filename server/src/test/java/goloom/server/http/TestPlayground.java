package goloom.server.http;

import goloom.sandbox.Sandbox;
import goloom.server.config.Config;
import goloom.server.json.Json;
import goloom.server.snippets.Database;
import goloom.server.snippets.Snippets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** A playground on a free port, over a sandbox of the test's choice, and a client for it. */
final class TestPlayground implements AutoCloseable {
  final HttpClient http = HttpClient.newHttpClient();
  final AtomicLong nanos = new AtomicLong();
  private final AtomicLong seeds = new AtomicLong(41);
  private final Database database;
  private final Playground playground;

  TestPlayground(Sandbox sandbox, Path dataDir, Map<String, String> settings) {
    Map<String, String> variables = new HashMap<>(settings);
    variables.put("GOLOOM_PORT", "0");
    variables.put("GOLOOM_DATA_DIR", dataDir.toString());
    Config config = Config.from(variables);
    database = Database.open(config);
    playground =
        new Playground(
            config,
            sandbox,
            new Snippets(database.jdbi(), Json.MAPPER, Clock.systemUTC()),
            new Version("0.1.0", "0.1.0", "25", sandbox.isolation()),
            seeds::incrementAndGet,
            nanos::get);
    playground.start();
  }

  Playground playground() {
    return playground;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + playground.port() + path);
  }

  HttpResponse<String> get(String path, String... headers) {
    var request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    return send(request(path, json, headers));
  }

  HttpRequest request(String path, String json, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return Json.MAPPER.readTree(response.body());
  }

  /** A body with one file, {@code Main.java}, and {@code more} after it: {@code ,"options":{…}}. */
  static String program(String source, String more) {
    return "{\"files\":[{\"name\":\"Main.java\",\"source\":"
        + Json.MAPPER.writeValueAsString(source)
        + "}]"
        + more
        + "}";
  }

  static String program(String source) {
    return program(source, "");
  }

  @Override
  public void close() {
    playground.close();
    database.close();
    http.shutdownNow();
  }
}
