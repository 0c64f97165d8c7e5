package goloom.server.http;

import static goloom.server.http.TestPlayground.json;
import static goloom.server.http.TestPlayground.program;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ApiTest {
  @TempDir Path dataDir;
  private FakeSandbox sandbox = new FakeSandbox();

  @Test
  void check_answersDiagnostics() {
    try (var playground = start(Map.of())) {
      JsonNode broken = json(playground.post("/api/v1/check", program("broken")));

      assertThat(broken.get("diagnostics")).hasSize(1);
      assertThat(broken.get("diagnostics").get(0).get("code").asString())
          .isEqualTo("compiler.err.expected");
      assertThat(json(playground.post("/api/v1/check", program("print"))).get("diagnostics"))
          .isEmpty();
    }
  }

  @Test
  void formatAndComplete_answerFilesAndItems() {
    try (var playground = start(Map.of())) {
      JsonNode formatted = json(playground.post("/api/v1/format", program("  print  ")));
      JsonNode completed =
          json(
              playground.post(
                  "/api/v1/complete", program("ch.", ",\"file\":\"Main.java\",\"offset\":3")));
      HttpResponse<String> beyond =
          playground.post(
              "/api/v1/complete", program("ch.", ",\"file\":\"Main.java\",\"offset\":4"));

      assertThat(formatted.get("files").get(0).get("source").asString()).isEqualTo("print\n");
      assertThat(completed.get("anchor").intValue()).isEqualTo(3);
      assertThat(completed.get("items").get(0).get("label").asString()).isEqualTo("receive()");
      assertThat(beyond.statusCode()).isEqualTo(422);
    }
  }

  @Test
  void snippet_sharedTwice_hasOneId_andIsFoundAsItWas() {
    try (var playground = start(Map.of())) {
      String source = "void main() {\n  IO.println(\"héllo\");\n}\n";
      HttpResponse<String> first = playground.post("/api/v1/snippets", program(source));
      HttpResponse<String> again = playground.post("/api/v1/snippets", program(source));
      HttpResponse<String> other = playground.post("/api/v1/snippets", program(source + " "));
      String id = json(first).get("id").asString();

      assertThat(first.statusCode()).isEqualTo(201);
      assertThat(first.headers().firstValue("location")).hasValue("/api/v1/snippets/" + id);
      assertThat(json(first).get("url").asString()).isEqualTo("/p/" + id);
      assertThat(id).matches("[0-9A-Za-z]{11}");
      assertThat(json(again).get("id").asString()).isEqualTo(id);
      assertThat(json(other).get("id").asString()).isNotEqualTo(id);

      HttpResponse<String> found = playground.get("/api/v1/snippets/" + id);
      assertThat(json(found).get("files").get(0).get("name").asString()).isEqualTo("Main.java");
      assertThat(json(found).get("files").get(0).get("source").asString()).isEqualTo(source);
      assertThat(found.headers().firstValue("cache-control").orElse("")).contains("immutable");

      HttpResponse<String> plain = playground.get("/p/" + id + ".java");
      assertThat(plain.body()).isEqualTo(source);
      assertThat(plain.headers().firstValue("content-type").orElse(""))
          .isEqualTo("text/plain;charset=utf-8");
    }
  }

  @Test
  void snippet_ofSeveralFiles_isOneTextWithAHeadingEach() {
    try (var playground = start(Map.of())) {
      String body =
          "{\"files\":[{\"name\":\"Main.java\",\"source\":\"a\\n\"},{\"name\":\"B.java\",\"source\":\"b\"}]}";
      String id = json(playground.post("/api/v1/snippets", body)).get("id").asString();

      assertThat(playground.get("/p/" + id + ".java").body())
          .isEqualTo("// ---- Main.java ----\na\n\n// ---- B.java ----\nb\n");
    }
  }

  @Test
  void snippet_isStillThereAfterARestart() {
    String id;
    try (var playground = start(Map.of())) {
      id = json(playground.post("/api/v1/snippets", program("print"))).get("id").asString();
    }
    try (var playground = start(Map.of())) {
      assertThat(playground.get("/api/v1/snippets/" + id).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void page_ofAnUnknownSnippet_isA404ForReaders() {
    try (var playground = start(Map.of())) {
      HttpResponse<String> response = playground.get("/p/nosuchthing", "Accept", "text/html");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("No program has this address");
    }
  }

  @Test
  void examples_haveTheirSources() {
    try (var playground = start(Map.of())) {
      JsonNode examples = json(playground.get("/api/v1/examples"));

      assertThat(examples.size()).isGreaterThanOrEqualTo(12);
      assertThat(examples)
          .allSatisfy(example -> {
            assertThat(example.propertyNames())
                .containsExactlyInAnyOrder("id", "title", "summary", "topic", "files");
            assertThat(example.get("files").get(0).get("source").asString())
                .contains("void main()");
          });
    }
  }

  @Test
  void limitsAndVersion_sayWhatIsInForce() {
    try (var playground = start(Map.of("GOLOOM_RUN_MILLIS", "5000"))) {
      JsonNode limits = json(playground.get("/api/v1/limits"));
      JsonNode version = json(playground.get("/api/v1/version"));

      assertThat(limits.get("runMillis").intValue()).isEqualTo(5_000);
      assertThat(limits.get("sourceBytes").intValue()).isEqualTo(65_536);
      assertThat(limits.get("seed").longValue()).isEqualTo(9007199254740991L);
      assertThat(version.get("isolation").asString()).isEqualTo("bubblewrap");
    }
  }

  @Test
  void rate_beyondTheSetting_isA429_untilTimeHasPassed() {
    try (var playground = start(Map.of("GOLOOM_RATE_PER_MINUTE", "2"))) {
      playground.post("/api/v1/run", program("print"));
      playground.post("/api/v1/run", program("print"));
      HttpResponse<String> third = playground.post("/api/v1/run", program("print"));
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("retry-after")).hasValue("30");

      playground.nanos.addAndGet(30_000_000_000L);
      assertThat(playground.post("/api/v1/run", program("print")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void rate_behindATrustedProxy_isKeptByTheAddressItSaw() {
    Map<String, String> settings =
        Map.of("GOLOOM_RATE_PER_MINUTE", "1", "GOLOOM_TRUST_PROXY", "true");
    try (var playground = start(settings)) {
      assertThat(runFor(playground, "6.6.6.6, 10.0.0.1")).isEqualTo(200);
      assertThat(runFor(playground, "10.0.0.2")).isEqualTo(200);
      assertThat(runFor(playground, "7.7.7.7, 10.0.0.1")).isEqualTo(429);
    }
    sandbox = new FakeSandbox();
    try (var playground = start(Map.of("GOLOOM_RATE_PER_MINUTE", "1"))) {
      assertThat(runFor(playground, "10.0.0.1")).isEqualTo(200);
      assertThat(runFor(playground, "10.0.0.2")).isEqualTo(429);
    }
  }

  @Test
  void health_followsTheSandboxAndTheDrain() {
    try (var playground = start(Map.of())) {
      assertThat(playground.get("/livez").statusCode()).isEqualTo(200);
      assertThat(playground.get("/readyz").body())
          .contains("\"status\":\"ok\"", "\"runWorkersWanted\":2", "\"controlGroups\":\"v2\"");
      assertThat(playground.get("/metrics").body())
          .contains("goloom_workers{kind=\"run\",state=\"wanted\"} 2.0", "goloom_queue{");
      sandbox.broken = List.of("network", "files");
      assertThat(playground.get("/readyz").statusCode()).isEqualTo(503);
      assertThat(playground.get("/readyz").body()).contains("network, files");
      sandbox.broken = List.of();
      assertThat(playground.get("/readyz").statusCode()).isEqualTo(200);
      sandbox.ready = false;
      assertThat(playground.get("/readyz").statusCode()).isEqualTo(503);
      assertThat(playground.get("/livez").statusCode()).isEqualTo(200);
      sandbox.ready = true;
      sandbox.drain(0);
      assertThat(playground.post("/api/v1/run", program("print")).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void metrics_countRunsByHowTheyEnded_andRequestsByRoute() {
    try (var playground = start(Map.of())) {
      playground.post("/api/v1/run", program("print secret words"));
      playground.get("/p/unknownId");
      String metrics = playground.get("/metrics").body();

      assertThat(metrics)
          .contains("goloom_run_seconds_count{status=\"ok\"} 1")
          .contains("route=\"/p/{id}\"")
          .contains("goloom_runs_active 0")
          .doesNotContain("unknownId", "secret");
    }
  }

  @Test
  void headers_keepThePageToItself_exceptTheFrame() {
    try (var playground = start(Map.of())) {
      String id = json(playground.post("/api/v1/snippets", program("print"))).get("id").asString();
      var page = playground.get("/p/" + id).headers();
      var frame = playground.get("/p/" + id + "/embed").headers();

      assertThat(page.firstValue("content-security-policy").orElse(""))
          .startsWith("default-src 'self'")
          .endsWith("frame-ancestors 'none'");
      assertThat(page.firstValue("x-content-type-options")).hasValue("nosniff");
      assertThat(page.firstValue("x-frame-options")).hasValue("DENY");
      assertThat(frame.firstValue("content-security-policy").orElse(""))
          .endsWith("frame-ancestors *");
      assertThat(frame.firstValue("x-frame-options")).isEmpty();
    }
  }

  private TestPlayground start(Map<String, String> settings) {
    return new TestPlayground(sandbox, dataDir, settings);
  }

  private static int runFor(TestPlayground playground, String forwardedFor) {
    return playground
        .post("/api/v1/run", program("print"), "X-Forwarded-For", forwardedFor)
        .statusCode();
  }
}
