package goloom.server.cli;

import goloom.sandbox.SandboxUnavailableException;
import goloom.server.config.Config;
import goloom.server.examples.Example;
import goloom.server.examples.Examples;
import goloom.server.json.Json;
import goloom.worker.protocol.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code train}, run once after each build: does a little of everything and ends, so that the JVM
 * can write down which classes a start needs, and the sandbox's images are there. Nothing of it is
 * kept but those two.
 */
final class TrainCommand {
  private final Config config;

  TrainCommand(Config config) {
    this.config = config.listeningOn("127.0.0.1", 0);
  }

  int run() throws SandboxUnavailableException, InterruptedException {
    try {
      Path folder = Files.createTempDirectory("goloom-train");
      Example hello = Examples.load(Json.MAPPER).getFirst();
      // The database is its own: a server may be using the real one.
      try (Node node = Node.open(config, config.keepingDataIn(folder))) {
        visit(URI.create("http://127.0.0.1:" + node.port()), hello.files());
      }
      fromTheCommandLine(folder, hello.files().getFirst());
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void visit(URI address, List<SourceFile> files)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path :
          List.of(
              "/",
              "/api/v1/examples",
              "/api/v1/limits",
              "/api/v1/version",
              "/livez",
              "/metrics",
              "/none")) {
        http.send(
            HttpRequest.newBuilder(address.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
      }
      String body = Json.MAPPER.writeValueAsString(Map.of("files", files));
      for (String path : List.of("/api/v1/check", "/api/v1/run", "/api/v1/snippets")) {
        http.send(
            HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
      }
      URI socket = URI.create("ws://127.0.0.1:" + address.getPort() + "/api/v1/ws");
      http.newWebSocketBuilder().buildAsync(socket, new WebSocket.Listener() {}).join().abort();
    }
  }

  private void fromTheCommandLine(Path folder, SourceFile file)
      throws IOException, SandboxUnavailableException, InterruptedException {
    Path source = Files.writeString(folder.resolve(file.name()), file.source());
    Path input = Files.createFile(folder.resolve("stdin"));
    for (String format : List.of("--no-race", "--json")) {
      RunCommand.of(List.of(source.toString(), "--stdin", input.toString(), format), config).run();
    }
  }
}
