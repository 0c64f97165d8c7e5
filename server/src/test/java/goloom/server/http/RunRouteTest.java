package goloom.server.http;

import static goloom.server.http.TestPlayground.program;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.server.json.Json;
import goloom.worker.protocol.ExploreOptions;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunRouteTest {
  @TempDir Path dataDir;
  private final FakeSandbox sandbox = new FakeSandbox();
  private TestPlayground playground;

  @BeforeEach
  void start() {
    playground = new TestPlayground(sandbox, dataDir, Map.of());
  }

  @AfterEach
  void stop() {
    playground.close();
  }

  @Test
  void run_ofAProgram_answersItsEventsALineEachAndOneExit() {
    HttpResponse<String> response = playground.post("/api/v1/run", program("print hello"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/x-ndjson");
    List<JsonNode> events = response.body().lines().map(Json.MAPPER::readTree).toList();
    assertThat(events)
        .extracting(event -> event.get("type").stringValue())
        .containsExactly("compile", "start", "output", "exit");
    assertThat(response.body().lines()).allMatch(line -> line.startsWith("{\"type\":\""));
    assertThat(events.get(2).get("text").stringValue()).isEqualTo("hello\n");
    assertThat(events.get(3).get("status").stringValue()).isEqualTo("ok");
    assertThat(events.get(3).get("stats").get("virtualNanos").longValue()).isEqualTo(1_000);
  }

  @Test
  void run_withoutASeed_drawsOneAndSaysWhich() {
    HttpResponse<String> response = playground.post("/api/v1/run", program("print hello"));

    JsonNode start =
        Json.MAPPER.readTree(response.body().lines().skip(1).findFirst().orElseThrow());
    assertThat(start.get("seed").longValue()).isEqualTo(42);
    assertThat(start.has("schedule")).isFalse();
    assertThat(start.get("procs").intValue()).isEqualTo(4);
  }

  @Test
  void run_withChoices_passesThemOn() {
    playground.post(
        "/api/v1/run",
        program(
            "echo",
            ",\"options\":{\"seed\":9007199254740991,\"procs\":8,\"scheduler\":\"real\",\"timeoutMillis\":500,"
                + "\"trace\":false},\"stdin\":\"6 × 7\\n\""));

    var request = sandbox.requests.getFirst();
    assertThat(request.options().seed()).isEqualTo(9007199254740991L);
    assertThat(request.options().procs()).isEqualTo(8);
    assertThat(request.options().scheduler()).isEqualTo("real");
    assertThat(request.options().race()).isFalse();
    assertThat(request.options().trace()).isFalse();
    assertThat(request.timeoutMillis()).isEqualTo(500);
    assertThat(new String(request.stdin(), StandardCharsets.UTF_8)).isEqualTo("6 × 7\n");
    assertThat(request.stdinOpen()).isFalse();
  }

  @Test
  void run_thatDoesNotCompile_answersTheDiagnosticsInTheStream() {
    HttpResponse<String> response = playground.post("/api/v1/run", program("broken"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains(
            "\"type\":\"compile\",\"ok\":false",
            "\"endColumn\":7",
            "\"status\":\"compile_error\",\"code\":1");
  }

  @Test
  void run_thatRaces_saysWhereAndEndsInCode66() {
    String body = playground.post("/api/v1/run", program("race")).body();

    assertThat(body)
        .contains(
            "{\"type\":\"race\",\"location\":\"Main.data\",\"first\":{\"kind\":\"read\",\"goroutine\":1,",
            "\"second\":{\"kind\":\"write\",\"goroutine\":2,",
            "\"createdAt\":{\"function\":\"Main.main\",\"file\":\"Main.java\",\"line\":7}",
            "\"locks\":[\"mutex m\"]",
            "\"text\":\"WARNING: DATA RACE",
            "\"status\":\"ok\",\"code\":66");
    assertThat(sandbox.requests.getFirst().options().race()).isTrue();
  }

  @Test
  void explore_answersOutcomesAsTheyAreFound_thenHowFarItCame() {
    HttpResponse<String> response = playground.post("/api/v1/explore", program("print"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/x-ndjson");
    List<JsonNode> events = response.body().lines().map(Json.MAPPER::readTree).toList();
    assertThat(events)
        .extracting(event -> event.get("type").stringValue())
        .containsExactly(
            "compile", "start", "outcome", "outcome", "outcome", "outcome", "explored", "exit");
    JsonNode outcome = events.get(3);
    assertThat(outcome.get("status").stringValue()).isEqualTo("ok");
    assertThat(outcome.get("schedule").stringValue()).isEqualTo("1.0.3=1");
    assertThat(outcome.get("races").get(0).get("schedule").stringValue()).isEqualTo("1.0.3=1,4=1");
    JsonNode explored = events.get(6);
    assertThat(explored.get("exhaustive").booleanValue()).isTrue();
    assertThat(explored.get("completeness").stringValue()).isEqualTo("all");
  }

  @Test
  void explore_withoutChoices_searchesWithinTheDefaults() {
    playground.post("/api/v1/explore", program("print"));

    var request = sandbox.requests.getFirst();
    assertThat(request.explore()).isEqualTo(new ExploreOptions(1_000_000, 10_000));
    assertThat(request.options().seed()).as("the same question has the same answer").isZero();
    assertThat(request.options().scheduler()).isEqualTo("sim");
    assertThat(request.options().race()).isTrue();
    assertThat(request.options().trace()).isFalse();
  }

  @Test
  void explore_withChoices_passesThemOn() {
    playground.post(
        "/api/v1/explore",
        program(
            "print",
            ",\"options\":{\"seed\":5,\"procs\":2,\"maxExecutions\":100,\"timeMillis\":2500},\"stdin\":\"in\""));

    var request = sandbox.requests.getFirst();
    assertThat(request.explore()).isEqualTo(new ExploreOptions(100, 2_500));
    assertThat(request.options().seed()).isEqualTo(5);
    assertThat(request.options().procs()).isEqualTo(2);
    assertThat(new String(request.stdin(), StandardCharsets.UTF_8)).isEqualTo("in");
    assertThat(request.stdinOpen()).isFalse();
  }

  @Test
  void run_thatIsTraced_sendsTheEventsAsObjects() {
    assertThat(playground.post("/api/v1/run", program("trace")).body())
        .contains("{\"type\":\"trace\",\"events\":[{\"kind\":\"goStart\"}]}");
  }

  @Test
  void run_ofASilentProgram_sendsWhatHappenedBeforeItEnds() throws Exception {
    var response =
        playground.http.send(
            playground.request("/api/v1/run", program("sleep")),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      assertThat(line(body)).contains("compile");
      assertThat(line(body)).contains("start");
      sandbox.runs.getFirst().stop();
      assertThat(line(body)).contains("\"status\":\"killed\"");
      assertThat(body.read()).isEqualTo(-1);
    }
  }

  @Test
  void run_whoseConnectionCloses_isStoppedThoughItIsSilent() throws Exception {
    try (var socket = new Socket("127.0.0.1", playground.playground().port())) {
      request(socket, program("sleep"));
      assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 200");
    }

    assertThat(sandbox.runs.getFirst().stopped.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(sandbox.runs.getFirst().ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void run_whoseReaderIsSlow_isHeldBack_andIsStoppedWhenItLeaves() throws Exception {
    FakeSandbox.Run run;
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(8 * 1024);
      socket.connect(new java.net.InetSocketAddress("127.0.0.1", playground.playground().port()));
      request(socket, program("flood"));
      assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 200");
      run = sandbox.runs.getFirst();
      long before = -1;
      while (before
          != sandbox.delivered.get()) { // until it no longer moves: everything between us is full
        before = sandbox.delivered.get();
        assertThat(run.ended.await(300, TimeUnit.MILLISECONDS)).isFalse();
      }
    }

    assertThat(run.stopped.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(run.ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  private void request(Socket socket, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /api/v1/run HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  private static String line(InputStream in) throws Exception {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
