package goloom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  private static final Duration PATIENCE = Duration.ofSeconds(300);

  @TempDir Path folder;

  @BeforeAll
  static void prepare(@TempDir Path other) throws Exception {
    Product.prepare(other);
  }

  @Test
  void server_saysWhereItIs_answers_andEndsWithZeroWhenAskedTo() throws Exception {
    Process server = serve(Map.of("GOLOOM_PORT", "1"), "--port", "0");
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address = address(server);
      HttpResponse<String> alive =
          http.send(HttpRequest.newBuilder(address.resolve("/livez")).build(), text());
      HttpResponse<String> page = http.send(HttpRequest.newBuilder(address).build(), text());

      assertThat(alive.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<title>Goloom");
    } finally {
      server.destroy(); // SIGTERM
    }
    assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).as(err()).isZero();
  }

  @Test
  void setting_thatNobodyKnows_stopsTheStart() throws Exception {
    assertRefused(
        Map.of("GOLOOM_PROT", "8080"),
        "goloom: unknown setting GOLOOM_PROT (did you mean GOLOOM_PORT?)\n");
  }

  @Test
  void port_thatSomebodyElseHas_isNamed() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Process server = serve(Map.of(), "--port", "" + port);
      assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThat(server.exitValue()).isEqualTo(125);
      assertThat(err())
          .endsWith(
              "goloom: cannot listen on 127.0.0.1, port "
                  + port
                  + "; --port and --host name others: Address already in use\n");
    }
  }

  @Test
  void serving_withoutIsolation_isForLoopbackOnly() throws Exception {
    assertRefused(
        Map.of("GOLOOM_ISOLATION", "process"),
        "goloom: without isolation a playground is for its own machine: GOLOOM_ISOLATION=process needs a loopback host, not 0.0.0.0\n",
        "--host",
        "0.0.0.0");
  }

  @Test
  void serving_withoutIsolation_saysSo() throws Exception {
    Process server = serve(Map.of("GOLOOM_ISOLATION", "process"), "--port", "0");
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address = address(server);
      assertThat(Files.readString(folder.resolve("out")))
          .contains("Programs run without isolation, with your own rights: run only your own.");
      InputStream events = run(http, address, "void main() {}");
      assertThat(awaitEvent(events, "start")).contains("\"isolation\":\"process\"");
      events.close();
    } finally {
      server.destroy();
      server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void dataFolder_thatAnotherServerUses_isNamed() throws Exception {
    Process first = serve(Map.of(), "--port", "0");
    try {
      address(first);
      assertThat(err()).isEmpty();
      Path out = folder.resolve("second-out");
      Path err = folder.resolve("second-err");
      Process second = Product.start(out, err, nothing(), Map.of(), "serve", "--port", "0");

      assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(err)).startsWith("goloom: another goloom uses the data folder");
    } finally {
      first.destroy();
      first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** SIGKILL gives a server no time for anything: it is the kernel that ends what it started. */
  @Test
  void server_thatIsKilledMidRun_takesAllItsWorkersWithIt() throws Exception {
    Process server = serve(Map.of(), "--port", "0");
    List<ProcessHandle> workers;
    try (HttpClient http = HttpClient.newHttpClient();
        InputStream events =
            run(http, address(server), "void main() { IO.println(1); while (true) {} }")) {
      awaitEvent(events, "output");
      workers = server.descendants().toList();
      server.destroyForcibly(); // before the connection closes, which would stop the run
    } finally {
      server.destroyForcibly();
    }
    assertThat(workers).as("the run's box, its JVM, the compiler's").hasSizeGreaterThan(3);
    assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isEqualTo(137);
    for (ProcessHandle worker : workers) {
      worker.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** What was answered is on the disk: a server may be killed the moment after. */
  @Test
  void snippet_thatWasShared_outlivesAServerThatIsKilled() throws Exception {
    String program = "void main() {} // never shared before: " + folder.getFileName();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Process first = serve(Map.of(), "--port", "0");
      HttpResponse<String> shared;
      try {
        shared = post(http, address(first).resolve("/api/v1/snippets"), program, text());
      } finally {
        first.destroyForcibly();
      }
      assertThat(shared.statusCode()).isEqualTo(201);
      assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      Process second = serve(Map.of(), "--port", "0");
      try {
        String id = shared.body().replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
        HttpRequest again =
            HttpRequest.newBuilder(address(second).resolve("/api/v1/snippets/" + id)).build();
        assertThat(http.send(again, text()).statusCode()).isEqualTo(200);
      } finally {
        second.destroy();
        second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  private static InputStream run(HttpClient http, URI address, String source) throws Exception {
    return post(
            http, address.resolve("/api/v1/run"), source, HttpResponse.BodyHandlers.ofInputStream())
        .body();
  }

  private static <T> HttpResponse<T> post(
      HttpClient http, URI address, String source, HttpResponse.BodyHandler<T> handler)
      throws Exception {
    String body = "{\"files\":[{\"name\":\"Main.java\",\"source\":\"%s\"}]}".formatted(source);
    return http.send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        handler);
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static String awaitEvent(InputStream events, String type) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      if (line.startsWith("{\"type\":\"" + type + "\"")) {
        return line;
      }
    }
    throw new AssertionError("the run ended without " + type);
  }

  private void assertRefused(Map<String, String> settings, String message, String... arguments)
      throws Exception {
    Process server = serve(settings, arguments);

    assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isEqualTo(125);
    assertThat(err()).isEqualTo(message);
  }

  private Process serve(Map<String, String> settings, String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "serve";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Product.start(folder.resolve("out"), folder.resolve("err"), nothing(), settings, words);
  }

  /** Printed once it answers; polled, for it is another process. */
  private URI address(Process server) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && server.isAlive()) {
      String out = Files.readString(folder.resolve("out"));
      if (out.startsWith("Goloom is at ") && out.endsWith("\n")) {
        return URI.create(
            out.lines().findFirst().orElseThrow().substring("Goloom is at ".length()));
      }
      server.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("no address was printed: " + err());
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private static ProcessBuilder.Redirect nothing() {
    return ProcessBuilder.Redirect.from(new File("/dev/null"));
  }
}
