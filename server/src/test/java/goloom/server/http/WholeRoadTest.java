package goloom.server.http;

import static goloom.server.http.TestPlayground.program;
import static org.assertj.core.api.Assertions.assertThat;

import goloom.sandbox.Sandbox;
import goloom.server.json.Json;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Over HTTP, through the real compiler and the real box, and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeRoadTest {
  private static final String JOBS =
      """
      import module goloom;
      import static goloom.Go.*;

      void main() {
          var jobs = Chan.<Integer>make(3);          // make(chan int, 3)
          var done = Chan.<String>make();            // make(chan string)
          go(() -> {
              for (var n : jobs) IO.println("job " + n);   // for n := range jobs
              done.send("finished");
          });
          for (int i = 1; i <= 5; i++) jobs.send(i);
          jobs.close();
          IO.println(done.receive());
      }
      """;

  /** Its outcomes: nothing, 0 or 1. */
  private static final String RACY =
      """
      import static goloom.Go.*;
      int data;

      void main() {
        go(() -> data++);
        if (data == 0) {
          IO.println("the value is " + data);
        }
      }
      """;

  private Sandbox sandbox;
  private TestPlayground playground;

  @BeforeAll
  void start(@TempDir Path dataDir) {
    sandbox = RealSandbox.open();
    playground = new TestPlayground(sandbox, dataDir, Map.of("GOLOOM_RATE_PER_MINUTE", "0"));
  }

  @AfterAll
  void stop() {
    playground.close();
    sandbox.close();
  }

  @Test
  void program_printsItsLines_andEndsInOneExit() {
    List<JsonNode> events = run(JOBS, "");

    assertThat(output(events)).isEqualTo("job 1\njob 2\njob 3\njob 4\njob 5\nfinished\n");
    assertThat(events).filteredOn(event -> type(event).equals("exit")).hasSize(1);
    JsonNode exit = events.getLast();
    assertThat(exit.get("status").asString()).isEqualTo("ok");
    assertThat(exit.get("code").intValue()).isZero();
    assertThat(exit.get("deterministic").booleanValue()).isTrue();
  }

  @Test
  void program_thatDeadlocks_saysSoAsGoDoes() {
    List<JsonNode> events =
        run(
            """
            import module goloom;
            void main() {
              Chan.<Integer>make().receive();
            }
            """,
            "");

    JsonNode deadlock =
        events.stream().filter(event -> type(event).equals("deadlock")).findFirst().orElseThrow();
    assertThat(deadlock.get("text").asString())
        .startsWith("fatal error: all goroutines are asleep - deadlock!");
    assertThat(deadlock.get("goroutines").get(0).get("state").asString()).isEqualTo("chan receive");
    assertThat(events.getLast().get("status").asString()).isEqualTo("deadlock");
    assertThat(events.getLast().get("code").intValue()).isEqualTo(2);
  }

  @Test
  void oneSeed_givesTheSameBytesAHundredTimes() {
    Set<String> outputs = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      outputs.add(
          run(
                  """
                  import module goloom;
                  import static goloom.Go.*;
                  int data;
                  void main() {
                    var wg = new WaitGroup();
                    for (int i : range(4)) {
                      wg.go(() -> { for (int n = 0; n < 20; n++) data++; IO.println(i + " at " + Time.now()); });
                    }
                    wg.await();
                    IO.println(data);
                  }
                  """,
                  ",\"options\":{\"seed\":7}")
              .stream()
              .filter(event -> !type(event).equals("compile"))
              .map(WholeRoadTest::withoutRealTime)
              .toList()
              .toString());
    }

    assertThat(outputs).hasSize(1);
  }

  @Test
  void connection_thatCloses_stopsAnEndlessProgram() throws Exception {
    HttpResponse<InputStream> response =
        playground.http.send(
            playground.request(
                "/api/v1/run", program("void main() { IO.println(1); while (true) {} }")),
            HttpResponse.BodyHandlers.ofInputStream());
    byte[] some = new byte[1];
    assertThat(response.body().read(some)).isEqualTo(1);
    response.body().close();

    // The next programs of this client find room at once only if that one is gone.
    for (int i = 0; i < 4; i++) {
      assertThat(output(run("void main() { IO.println(2); }", ""))).isEqualTo("2\n");
    }
  }

  @Test
  void race_isReportedWithBothPlaces_onSomeSeeds_andNeverWhereNobodyLooks() {
    List<List<JsonNode>> racing =
        IntStream.range(1, 40)
            .mapToObj(seed -> run(RACY, ",\"options\":{\"seed\":" + seed + "}"))
            .filter(events -> events.stream().anyMatch(event -> type(event).equals("race")))
            .toList();

    assertThat(racing).isNotEmpty();
    List<JsonNode> events = racing.getFirst();
    JsonNode race =
        events.stream().filter(event -> type(event).equals("race")).findFirst().orElseThrow();
    assertThat(race.get("location").asString()).isEqualTo("Main.data");
    assertThat(List.of(race.get("first"), race.get("second")))
        .extracting(access -> access.get("stack").get(0).get("line").intValue())
        .contains(5);
    assertThat(race.get("text").asString()).contains("WARNING: DATA RACE");
    assertThat(events.getLast().get("status").asString()).isEqualTo("ok");
    assertThat(events.getLast().get("code").intValue()).isEqualTo(66);

    long seed = start(events).get("seed").longValue();
    List<JsonNode> unseen = run(RACY, ",\"options\":{\"race\":false,\"seed\":" + seed + "}");
    assertThat(start(unseen).get("race").booleanValue()).isFalse();
    assertThat(unseen).noneMatch(event -> type(event).equals("race"));
    assertThat(output(unseen)).isEqualTo(output(events));
    assertThat(unseen.getLast().get("code").intValue()).isZero();
  }

  @Test
  void start_saysThatNobodyLooksForRaces_onRealThreads() {
    List<JsonNode> events = run(RACY, ",\"options\":{\"scheduler\":\"real\"}");

    assertThat(start(events).get("race").booleanValue()).isFalse();
  }

  @Test
  void search_findsTheThreeOutcomes_eachWithAScheduleThatReplaysIt() {
    List<JsonNode> events = explore(RACY);

    Map<Integer, JsonNode> outcomes = new TreeMap<>();
    events.stream()
        .filter(event -> type(event).equals("outcome"))
        .forEach(outcome -> outcomes.put(outcome.get("id").intValue(), outcome));
    assertThat(outcomes.values())
        .extracting(outcome -> outcome.get("output").asString())
        .containsExactlyInAnyOrder("", "the value is 0\n", "the value is 1\n");
    JsonNode explored = events.get(events.size() - 2);
    assertThat(explored.get("completeness").asString()).isEqualTo("all");
    assertThat(explored.get("exhaustive").booleanValue()).isTrue();
    assertThat(explored.get("outcomes").intValue()).isEqualTo(3);
    assertThat(explored.get("races").intValue()).isEqualTo(1);
    for (JsonNode outcome : outcomes.values()) {
      String schedule = outcome.get("schedule").asString();
      List<JsonNode> replay = run(RACY, ",\"options\":{\"schedule\":\"" + schedule + "\"}");
      assertThat(output(replay)).as(schedule).isEqualTo(outcome.get("output").asString());
      assertThat(start(replay).get("schedule").asString()).isEqualTo(schedule);
      assertThat(replay.toString()).contains("\"name\":\"Main.data\"");
    }
  }

  @Test
  void search_thatIsLeft_stops() throws Exception {
    HttpResponse<InputStream> response =
        playground.http.send(
            playground.request(
                "/api/v1/explore",
                program(
                    "void main() { while (true) Thread.yield(); }",
                    ",\"options\":{\"timeMillis\":60000}")),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.body().read(new byte[1])).isEqualTo(1);
    response.body().close();

    assertThat(output(run("void main() { IO.println(2); }", ""))).isEqualTo("2\n");
  }

  @Test
  void search_ofWhatDoesNotCompile_saysWhere() {
    List<JsonNode> events = explore("void main() { int x = \"text\"; }");

    assertThat(events.getFirst().get("ok").booleanValue()).isFalse();
    assertThat(events.getLast().get("status").asString()).isEqualTo("compile_error");
  }

  @Test
  void program_thatDoesNotCompile_isToldWhere() {
    List<JsonNode> events = run("void main() {\n  int x = \"text\";\n}\n", "");

    JsonNode diagnostic = events.getFirst().get("diagnostics").get(0);
    assertThat(diagnostic.get("line").intValue()).isEqualTo(2);
    assertThat(diagnostic.get("message").asString()).contains("incompatible types");
    assertThat(events.getLast().get("status").asString()).isEqualTo("compile_error");
    assertThat(events.getLast().get("code").intValue()).isEqualTo(1);
  }

  @Test
  void standardInput_isRead() {
    assertThat(
            output(run("void main() { IO.println(IO.readln() + \"!\"); }", ",\"stdin\":\"hi\\n\"")))
        .isEqualTo("hi!\n");
  }

  @Test
  void node_isReadyOnceARealProgramRan() {
    assertThat(playground.get("/readyz").statusCode()).isEqualTo(200);
  }

  private List<JsonNode> run(String source, String more) {
    HttpResponse<String> response = playground.post("/api/v1/run", program(source, more));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body().lines().map(Json.MAPPER::readTree).toList();
  }

  private List<JsonNode> explore(String source) {
    HttpResponse<String> response = playground.post("/api/v1/explore", program(source));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body().lines().map(Json.MAPPER::readTree).toList();
  }

  private static JsonNode start(List<JsonNode> events) {
    return events.stream().filter(event -> type(event).equals("start")).findFirst().orElseThrow();
  }

  private static String type(JsonNode event) {
    return event.get("type").asString();
  }

  private static String output(List<JsonNode> events) {
    var text = new StringBuilder();
    for (JsonNode event : events) {
      if (type(event).equals("output")) {
        text.append(event.get("text").asString());
      }
    }
    return text.toString();
  }

  /** What the machine, not the seed, decides: real time and memory. */
  private static String withoutRealTime(JsonNode event) {
    return event
        .toString()
        .replaceAll("\"millis\":\\d+", "\"millis\":0")
        .replaceAll("\"peakMemoryBytes\":\\d+", "\"peakMemoryBytes\":0");
  }
}
