package goloom.server.http;

import static goloom.server.http.TestPlayground.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import goloom.server.json.Json;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SocketTest {
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
  void run_answersItsEventsUnderItsId() throws Exception {
    var client = new Client();
    client.send(frame("run", "\"r1\"", program("print hello")));

    List<JsonNode> events = client.untilExit();
    assertThat(events)
        .extracting(event -> event.get("type").asString())
        .containsExactly("compile", "start", "output", "exit");
    assertThat(events).allSatisfy(event -> assertThat(event.get("id").asString()).isEqualTo("r1"));
    client.close();
  }

  @Test
  void ids_thatAreNumbers_areRepeatedAsNumbers() throws Exception {
    var client = new Client();
    client.send(frame("run", "7", program("print hello")));

    assertThat(client.untilExit())
        .allSatisfy(event -> assertThat(event.get("id").isIntegralNumber()).isTrue());
    client.close();
  }

  @Test
  void stop_endsTheRunItNames() throws Exception {
    var client = new Client();
    client.send(frame("run", "\"a\"", program("sleep")));
    client.next();
    client.next();
    client.send("{\"type\":\"stop\",\"id\":\"a\"}");

    assertThat(client.untilExit().getLast().get("status").asString()).isEqualTo("killed");
    client.close();
  }

  @Test
  void explore_answersItsOutcomesUnderItsId_andIsStoppedLikeARun() throws Exception {
    var client = new Client();
    client.send(frame("explore", "\"e1\"", program("print", ",\"options\":{\"timeMillis\":50}")));
    List<JsonNode> events = client.untilExit();
    assertThat(events)
        .extracting(event -> event.get("type").asString())
        .contains("outcome", "explored");
    assertThat(events).allSatisfy(event -> assertThat(event.get("id").asString()).isEqualTo("e1"));
    assertThat(events.get(2).get("outcome").intValue()).isEqualTo(1);

    client.send(frame("explore", "\"e2\"", program("sleep")));
    client.next();
    client.next();
    client.next();
    client.send("{\"type\":\"stop\",\"id\":\"e2\"}");
    assertThat(client.untilExit().getLast().get("status").asString()).isEqualTo("killed");
    client.close();
  }

  @Test
  void stdin_reachesTheRun_untilItIsClosed() throws Exception {
    var client = new Client();
    client.send(frame("run", "\"a\"", program("echo")));
    client.send("{\"type\":\"stdin\",\"id\":\"a\",\"text\":\"1 2 3\\n\"}");
    client.send("{\"type\":\"stdin\",\"id\":\"a\",\"text\":\"4\\n\"}");
    List<JsonNode> events = new ArrayList<>();
    while (events.stream()
        .filter(e -> e.has("text"))
        .noneMatch(e -> e.get("text").asString().equals("4\n"))) {
      events.add(client.next());
    }
    client.send("{\"type\":\"stdinClose\",\"id\":\"a\"}");

    assertThat(client.untilExit().getLast().get("status").asString()).isEqualTo("ok");
    assertThat(sandbox.requests.getFirst().stdinOpen()).isTrue();
    client.close();
  }

  @Test
  void stdin_thatCameWithTheRun_comesFirst() throws Exception {
    var client = new Client();
    client.send(frame("run", "\"a\"", program("echo", ",\"stdin\":\"first\"")));
    client.send("{\"type\":\"stdinClose\",\"id\":\"a\"}");

    List<JsonNode> events = client.untilExit();
    assertThat(events.get(2).get("text").asString()).isEqualTo("first");
    assertThat(events.getLast().get("status").asString()).isEqualTo("ok");
    client.close();
  }

  @Test
  void frames_thatAreRefused_areAnsweredByAProblem_andTheSocketStaysOpen() throws Exception {
    var client = new Client();
    assertProblem(client, "nonsense", 400);
    assertProblem(client, "[1]", 400);
    assertProblem(client, "{\"type\":\"run\"}", 400);
    assertProblem(client, "{\"type\":\"dance\",\"id\":\"a\"}", 400);
    assertProblem(client, "{\"type\":\"stop\",\"id\":\"a\",\"extra\":1}", 400);
    assertProblem(client, "{\"type\":\"stdin\",\"id\":\"a\",\"text\":\"\\ud83d\"}", 422);
    assertProblem(
        client, frame("run", "\"a\"", program("print", ",\"options\":{\"procs\":9}")), 422);
    assertProblem(client, frame("run", "\"a\"", program("busy")), 429);
    client.send(frame("run", "\"a\"", program("print")));
    assertThat(client.untilExit().getLast().get("status").asString()).isEqualTo("ok");
    client.close();
  }

  @Test
  void problem_repeatsTheId() throws Exception {
    var client = new Client();
    client.send(frame("run", "\"mine\"", program("full")));

    JsonNode problem = client.next();
    assertThat(problem.get("type").asString()).isEqualTo("problem");
    assertThat(problem.get("id").asString()).isEqualTo("mine");
    assertThat(problem.get("problem").get("status").intValue()).isEqualTo(503);
    client.close();
  }

  @Test
  void id_ofARunUnderWay_isRefused() throws Exception {
    var client = new Client();
    client.send(frame("run", "\"a\"", program("sleep")));
    client.next();
    client.next();

    assertProblem(client, frame("run", "\"a\"", program("print")), 422);
    client.close();
  }

  @Test
  void socket_thatCloses_stopsItsRuns() throws Exception {
    var client = new Client();
    client.send(frame("run", "\"a\"", program("sleep")));
    client.send(frame("run", "\"b\"", program("flood")));
    for (int i = 0; i < 4; i++) {
      client.next();
    }
    client.socket.abort();

    for (FakeSandbox.Run run : sandbox.runs) {
      assertThat(run.stopped.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(run.ended.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void reader_whoIsSlow_holdsBackItsRun() throws Exception {
    var client = new Client();
    client.demanding = false;
    client.send(frame("run", "\"a\"", program("flood")));
    while (sandbox.runs.isEmpty()) {
      Thread.onSpinWait();
    }
    FakeSandbox.Run run = sandbox.runs.getFirst();
    long before = -1;
    while (before
        != sandbox.delivered.get()) { // until it no longer moves: everything between us is full
      before = sandbox.delivered.get();
      assertThat(run.ended.await(300, TimeUnit.MILLISECONDS)).isFalse();
    }
    client.socket.abort();

    assertThat(run.ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void socket_ofANodeThatStops_isClosedAsGoingAway() throws Exception {
    var client = new Client();
    client.send(frame("run", "\"a\"", program("sleep")));
    client.next();
    client.next();
    playground.playground().close();

    assertThat(client.untilExit().getLast().get("status").asString()).isEqualTo("killed");
    assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1001);
  }

  @Test
  void handshake_fromAnotherSite_isRefused() {
    assertThatThrownBy(() -> new Client("https://evil.example"))
        .hasRootCauseMessage("Unexpected HTTP response status code 403");
  }

  @Test
  void frame_beyondTheLimit_closesTheSocket() throws Exception {
    var client = new Client();
    client.socket.sendText("x".repeat(2_000_000), true); // may fail: the socket closes meanwhile

    assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1009);
  }

  private static String frame(String type, String id, String body) {
    return "{\"type\":\"" + type + "\",\"id\":" + id + "," + body.substring(1);
  }

  private static void assertProblem(Client client, String frame, int status) throws Exception {
    client.send(frame);
    JsonNode problem = client.next();
    assertThat(problem.get("type").asString()).as(problem.toString()).isEqualTo("problem");
    assertThat(problem.get("problem").get("status").intValue())
        .as(problem.toString())
        .isEqualTo(status);
  }

  private final class Client implements WebSocket.Listener {
    final WebSocket socket;
    final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    volatile boolean demanding = true;

    Client() {
      this("http://127.0.0.1:" + playground.playground().port());
    }

    Client(String origin) {
      URI uri = URI.create("ws://127.0.0.1:" + playground.playground().port() + "/api/v1/ws");
      socket =
          playground
              .http
              .newWebSocketBuilder()
              .header("Origin", origin)
              .buildAsync(uri, this)
              .join();
    }

    void send(String frame) {
      socket.sendText(frame, true).join();
    }

    JsonNode next() throws InterruptedException {
      JsonNode frame = frames.poll(5, TimeUnit.SECONDS);
      assertThat(frame).as("a frame").isNotNull();
      return frame;
    }

    List<JsonNode> untilExit() throws InterruptedException {
      List<JsonNode> events = new ArrayList<>();
      do {
        events.add(next());
      } while (!events.getLast().get("type").asString().equals("exit"));
      return events;
    }

    void close() {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        frames.add(Json.MAPPER.readTree(partial.toString()));
        partial.setLength(0);
      }
      if (demanding) {
        from.request(1);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
