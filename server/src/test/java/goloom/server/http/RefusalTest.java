package goloom.server.http;

import static goloom.server.http.TestPlayground.json;
import static goloom.server.http.TestPlayground.program;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {
  private TestPlayground playground;

  @BeforeAll
  void start(@TempDir Path dataDir) {
    playground = new TestPlayground(new FakeSandbox(), dataDir, Map.of());
  }

  @AfterAll
  void stop() {
    playground.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not JSON | {nonsense",
        "a text | \"hello\"",
        "null | null",
        "nothing after it | {\"files\":[]} {}",
        "an unknown field | {\"files\":[{\"name\":\"Main.java\",\"source\":\"\"}],\"filez\":[]}",
        "an unknown option | {\"files\":[{\"name\":\"Main.java\",\"source\":\"\"}],\"options\":{\"sed\":1}}",
        "a doubled field | {\"files\":[],\"files\":[{\"name\":\"Main.java\",\"source\":\"\"}]}",
        "no files | {}",
        "a file without a source | {\"files\":[{\"name\":\"Main.java\"}]}",
        "null for a file | {\"files\":[null]}",
        "a text for a number | {\"files\":[{\"name\":\"Main.java\",\"source\":\"\"}],\"options\":{\"seed\":\"1\"}}",
        "a number for a source | {\"files\":[{\"name\":\"Main.java\",\"source\":1}]}",
        "a number for an input | {\"files\":[{\"name\":\"Main.java\",\"source\":\"\"}],\"stdin\":1}",
        "a truth for a name | {\"files\":[{\"name\":true,\"source\":\"\"}]}",
        "a number for a choice | {\"files\":[{\"name\":\"Main.java\",\"source\":\"\"}],\"options\":{\"scheduler\":1}}",
        "a fraction | {\"files\":[{\"name\":\"Main.java\",\"source\":\"\"}],\"options\":{\"procs\":1.5}}",
      })
  void body_thatIsMalformed_isA400(String what, String body) {
    HttpResponse<String> response = playground.post("/api/v1/run", body);

    assertProblem(response, 400);
  }

  @ParameterizedTest
  @CsvSource({
    "seed, -1, -1",
    "seed, 9007199254740992, 9007199254740992",
    "seed, 100000000000000000000000, 100000000000000000000000",
    "procs, 0, 0",
    "procs, 9, 9",
    "timeoutMillis, 0, 0",
    "timeoutMillis, 10001, 10001",
    "scheduler, '\"fair\"', fair",
    "schedule, '\"\"', 0",
    "schedule, '\"7=1\"', 7=1",
    "schedule, '\"2.42\"', 2.42",
  })
  void option_outsideItsLimit_isA422ThatNamesIt(String option, String sent, String value) {
    HttpResponse<String> response =
        playground.post(
            "/api/v1/run", program("print", ",\"options\":{\"" + option + "\":" + sent + "}"));

    assertProblem(response, 422);
    assertThat(json(response).get("field").asString()).isEqualTo(option);
    assertThat(json(response).get("value").asString()).isEqualTo(value);
    assertThat(json(response).get("limit").asString()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "maxExecutions, 0, 0",
    "maxExecutions, 1000001, 1000001",
    "timeMillis, -5, -5",
    "timeMillis, 60001, 60001",
    "procs, 9, 9",
    "seed, -1, -1",
    "scheduler, '\"real\"', real",
    "schedule, '\"1.42\"', given",
  })
  void optionOfASearch_outsideItsLimit_isA422ThatNamesIt(String option, String sent, String value) {
    HttpResponse<String> response =
        playground.post(
            "/api/v1/explore", program("print", ",\"options\":{\"" + option + "\":" + sent + "}"));

    assertProblem(response, 422);
    assertThat(json(response).get("field").asString()).isEqualTo(option);
    assertThat(json(response).get("value").asString()).isEqualTo(value);
    assertThat(json(response).get("limit").asString()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"procs, 1000000000000", "timeoutMillis, 100000000000000000000"})
  void option_beyondEveryRange_isA422ThatNamesIt(String option, String sent) {
    HttpResponse<String> response =
        playground.post(
            "/api/v1/run", program("print", ",\"options\":{\"" + option + "\":" + sent + "}"));

    assertProblem(response, 422);
    assertThat(json(response).get("field").asString()).isEqualTo(option);
  }

  @Test
  void optionOfASearch_inARun_isUnknown() {
    assertProblem(
        playground.post("/api/v1/run", program("print", ",\"options\":{\"maxExecutions\":5}")),
        400);
  }

  @Test
  void schedule_besideASeed_isA422() {
    assertProblem(
        playground.post(
            "/api/v1/run", program("print", ",\"options\":{\"seed\":1,\"schedule\":\"1:0\"}")),
        422);
  }

  @Test
  void schedule_ofMoreThan8KiB_isA422() {
    String schedule = "1".repeat(8 * 1024 + 1);
    assertProblem(
        playground.post(
            "/api/v1/run", program("print", ",\"options\":{\"schedule\":\"" + schedule + "\"}")),
        422);
  }

  @ParameterizedTest
  @CsvSource({
    "Main",
    "Main.jav",
    "../Main.java",
    "a/b.java",
    "1.java",
    "'x y.java'",
    ".java",
    "-J.java",
    "@f.java"
  })
  void fileName_thatIsNoIdentifier_isA422(String name) {
    String body = "{\"files\":[{\"name\":\"" + name + "\",\"source\":\"\"}]}";
    assertProblem(playground.post("/api/v1/run", body), 422);
    assertProblem(playground.post("/api/v1/snippets", body), 422);
  }

  @Test
  void files_ofOneName_areA422() {
    String file = "{\"name\":\"A.java\",\"source\":\"\"}";
    assertProblem(playground.post("/api/v1/run", "{\"files\":[" + file + "," + file + "]}"), 422);
  }

  @Test
  void files_noneOrMoreThanTwenty_areA422() {
    String many =
        IntStream.range(0, 21)
            .mapToObj(i -> "{\"name\":\"A" + i + ".java\",\"source\":\"\"}")
            .collect(Collectors.joining(","));
    assertProblem(playground.post("/api/v1/run", "{\"files\":[]}"), 422);
    assertProblem(playground.post("/api/v1/run", "{\"files\":[" + many + "]}"), 422);
  }

  @Test
  void source_ofExactly64KiB_isTaken_andOneByteMoreIsA413() {
    String source = "print " + "é".repeat(32 * 1024 - 3);

    assertThat(playground.post("/api/v1/run", program(source)).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = playground.post("/api/v1/run", program(source + "x"));
    assertProblem(refused, 413);
    assertThat(json(refused).get("limit").intValue()).isEqualTo(65_536);
    assertThat(json(refused).get("value").intValue()).isEqualTo(65_537);
  }

  @Test
  void stdin_ofMoreThan64KiB_isA413() {
    assertProblem(
        playground.post(
            "/api/v1/run", program("echo", ",\"stdin\":\"" + "x".repeat(65_537) + "\"")),
        413);
  }

  @Test
  void body_beyondEveryLimit_isA413() {
    assertProblem(playground.post("/api/v1/run", program("x".repeat(20_000_000))), 413);
  }

  @Test
  void source_withHalfASurrogatePair_isA422() {
    String body = "{\"files\":[{\"name\":\"Main.java\",\"source\":\"\\ud800\"}]}";
    assertProblem(playground.post("/api/v1/snippets", body), 422);
  }

  @Test
  void post_thatIsNotJson_isA415() {
    HttpRequest request =
        HttpRequest.newBuilder(playground.uri("/api/v1/run"))
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(program("print")))
            .build();
    assertProblem(playground.send(request), 415);
    assertProblem(
        playground.send(
            HttpRequest.newBuilder(playground.uri("/api/v1/snippets"))
                .POST(HttpRequest.BodyPublishers.ofString(program("print")))
                .build()),
        415);
  }

  @Test
  void path_thatIsNone_isA404() {
    assertProblem(playground.get("/api/v1/nothing"), 404);
    assertProblem(playground.get("/nothing.js"), 404);
    assertProblem(playground.get("/assets/%2e%2e/%2e%2e/secret"), 400);
    assertProblem(playground.get("/api/v1/snippets/doesNotExist"), 404);
  }

  @ParameterizedTest
  @CsvSource({"/livez", "/api/v1/version", "/openapi.yaml", "/p/none", "/p/none.java", "/nothing"})
  void head_isAnsweredAsGet_withoutABody(String path) {
    HttpResponse<String> get = playground.get(path);
    HttpResponse<String> head =
        playground.send(HttpRequest.newBuilder(playground.uri(path)).HEAD().build());

    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.headers().firstValue("content-type"))
        .isEqualTo(get.headers().firstValue("content-type"));
    assertThat(head.body()).isEmpty();
  }

  @Test
  void method_thatIsAnother_isA405WithAllow() {
    HttpResponse<String> response = playground.get("/api/v1/run");

    assertProblem(response, 405);
    assertThat(response.headers().firstValue("allow")).hasValue("POST");
    HttpRequest delete = HttpRequest.newBuilder(playground.uri("/api/v1/limits")).DELETE().build();
    assertProblem(playground.send(delete), 405);
  }

  @Test
  void run_withoutRoom_isA429ForTheClient_andA503ForTheNode() {
    HttpResponse<String> client = playground.post("/api/v1/run", program("busy"));
    HttpResponse<String> node = playground.post("/api/v1/run", program("full"));

    assertProblem(client, 429);
    assertThat(client.headers().firstValue("retry-after")).hasValue("7");
    assertProblem(node, 503);
    assertThat(node.headers().firstValue("retry-after")).hasValue("9");
  }

  @Test
  void origin_ofAnotherSite_isA403() {
    assertProblem(
        playground.post("/api/v1/run", program("print"), "Origin", "https://evil.example"), 403);
    assertProblem(playground.post("/api/v1/snippets", program("print"), "Origin", "null"), 403);
    assertProblem(
        playground.post("/api/v1/run", program("print"), "Origin", "http://localhost:1"), 403);
  }

  @Test
  void origin_ofOurOwnPage_isTaken() {
    String origin = playground.uri("").toString();
    assertThat(playground.post("/api/v1/run", program("print"), "Origin", origin).statusCode())
        .isEqualTo(200);
  }

  @Test
  void host_thatIsNotOurs_isA403() throws Exception {
    assertThat(rawPost("rebound.example:8080")).startsWith("HTTP/1.1 403");
    assertThat(rawPost("localhost:9999")).startsWith("HTTP/1.1 200");
  }

  @Test
  void requestLine_thatIsNonsense_isAProblemToo() throws Exception {
    try (var socket = new Socket("127.0.0.1", playground.playground().port())) {
      socket
          .getOutputStream()
          .write(
              "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }

  private String rawPost(String host) throws Exception {
    String body = program("print");
    try (var socket = new Socket("127.0.0.1", playground.playground().port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /api/v1/run HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nContent-Type: application/json\r\n"
                      + "Connection: close\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(response).get("status").intValue()).isEqualTo(status);
    assertThat(json(response).get("detail").asString()).isNotEmpty();
  }
}
