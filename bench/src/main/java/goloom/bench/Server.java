package goloom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The playground, started as it is shipped, with one page open. */
final class Server implements AutoCloseable {
  private static final String ANNOUNCED = "Goloom is at ";
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final String address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private int runs;

  private Server(Process process, String address) {
    this.process = process;
    this.address = address;
    socket =
        http.newWebSocketBuilder()
            .header("Origin", address)
            .buildAsync(URI.create(address.replace("http", "ws") + "/api/v1/ws"), new Frames())
            .join();
  }

  /**
   * Starts it.
   *
   * @throws IOException where the product has not been built, or does not start
   */
  static Server start() throws IOException {
    Path root = Path.of(System.getProperty("goloom.root", "."));
    Path app = root.resolve("server/target/app");
    if (!Files.isDirectory(app.resolve("lib"))) {
      throw new IOException("the playground is not built: no folder " + app + "/lib");
    }
    var builder =
        new ProcessBuilder(
            Processes.java(),
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dgoloom.app=" + app,
            "-cp",
            app + "/lib/*",
            "goloom.server.Main",
            "serve",
            "--port",
            "0");
    var environment = builder.environment();
    environment.put("GOLOOM_RATE_PER_MINUTE", "0");
    environment.put("GOLOOM_LOG_LEVEL", "warn");
    // So that pages count as different clients', each with an address of its own.
    environment.put("GOLOOM_TRUST_PROXY", "true");
    environment.put("GOLOOM_QUEUED_RUNS", "300");
    String data = System.getProperty("goloom.data", root.resolve("bench/target/data").toString());
    environment.put("GOLOOM_DATA_DIR", data);
    Path errors = Files.createTempFile("goloom-bench-", ".err");
    var process = builder.redirectError(errors.toFile()).start();
    try {
      return new Server(process, address(process.inputReader()));
    } catch (IOException | RuntimeException e) {
      process.destroy();
      throw new IOException("the playground did not start: " + Files.readString(errors), e);
    } finally {
      Files.delete(errors);
    }
  }

  private static String address(BufferedReader out) throws IOException {
    for (String line; (line = out.readLine()) != null; ) {
      if (line.startsWith(ANNOUNCED)) {
        return line.substring(ANNOUNCED.length());
      }
    }
    throw new IOException("it printed no address");
  }

  String address() {
    return address;
  }

  /** The server's own resident memory, in KiB. */
  long resident() throws IOException {
    return field(Path.of("/proc/" + process.pid() + "/status"), "VmRSS:");
  }

  /** The median share of memory of JVMs in boxes that run {@code main}, in KiB; −1 for none. */
  long pss(String main) throws IOException {
    var shares = new ArrayList<Long>();
    for (var below : process.descendants().toList()) {
      Path folder = Path.of("/proc/" + below.pid());
      String command = Files.readString(folder.resolve("cmdline"));
      if (command.startsWith("/jdk/bin/java") && command.contains(main)) {
        shares.add(field(folder.resolve("smaps_rollup"), "Pss:"));
      }
    }
    return shares.isEmpty() ? -1 : shares.stream().sorted().toList().get(shares.size() / 2);
  }

  private static long field(Path file, String name) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no " + name + " in " + file);
  }

  /**
   * Presses Stop on a program that never ends; the milliseconds until its exit, which is told when
   * its processes are gone.
   */
  double stop() throws IOException, InterruptedException {
    String source = "void main() { IO.println(1); while (true) {} }";
    socket.sendText(Client.run(++runs, "", source), true).join();
    next("output");
    long start = System.nanoTime();
    socket.sendText("{\"type\":\"stop\",\"id\":" + runs + "}", true).join();
    next("exit");
    return (System.nanoTime() - start) / 1e6;
  }

  /** Asks for the squiggles under a program, as the page does while one types. */
  void check(String source) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1/check"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{" + Client.files(source) + "}"))
            .build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("check answered " + status);
    }
  }

  /** Presses Run; the milliseconds until the first output, after which the run is let end. */
  double run(String source) throws IOException, InterruptedException {
    String frame = Client.run(++runs, "", source);
    long start = System.nanoTime();
    socket.sendText(frame, true).join();
    next("output");
    double millis = (System.nanoTime() - start) / 1e6;
    next("exit");
    return millis;
  }

  private void next(String type) throws IOException, InterruptedException {
    String wanted = "{\"type\":\"" + type + "\"";
    String frame;
    do {
      frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null || frame.contains("\"type\":\"problem\"")) {
        throw new IOException("no " + type + " came; last of all came " + frame);
      }
      if (frame.contains("\"type\":\"exit\"") && !frame.startsWith(wanted)) {
        throw new IOException("no " + type + " came before " + frame);
      }
    } while (!frame.startsWith(wanted));
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
    process.destroy();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Puts frames together and into the queue. */
  private final class Frames implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        frames.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
