package goloom.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One page that is open: a WebSocket, and a person who presses Run. Used by one thread. */
final class Client implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  /** How often one that is turned away comes back. */
  private static final int ATTEMPTS = 50;

  private final WebSocket socket;
  private final BlockingQueue<Received> frames = new LinkedBlockingQueue<>();
  private final AtomicInteger runs = new AtomicInteger();

  private record Received(String frame, long atNanos) {}

  /**
   * What a press of Run came to, in milliseconds after it.
   *
   * @param firstOutputMillis −1 where there was none
   * @param queuedMillis spent in the queue, as far as its events tell
   * @param positions how many positions in the queue were told
   * @param refusals how often it was turned away first
   */
  record Outcome(
      double firstOutputMillis,
      double exitMillis,
      double queuedMillis,
      int positions,
      int refusals,
      String status,
      String output) {}

  /** {@code number} tells it from the other pages, as its address would. */
  Client(HttpClient http, String address, int number) {
    socket =
        http.newWebSocketBuilder()
            .header("Origin", address)
            .header("X-Forwarded-For", "10.0." + number / 250 + "." + (1 + number % 250))
            .buildAsync(URI.create(address.replace("http", "ws") + "/api/v1/ws"), new Frames())
            .join();
  }

  /** Presses Run, again where the server says that it is too busy, and waits for the exit. */
  Outcome run(String source) throws IOException, InterruptedException {
    long pressed = System.nanoTime();
    for (int refusals = 0; refusals < ATTEMPTS; refusals++) {
      Outcome outcome = attempt(source, pressed, refusals);
      if (outcome != null) {
        return outcome;
      }
      Thread.sleep(200);
    }
    throw new IOException("turned away " + ATTEMPTS + " times");
  }

  private @Nullable Outcome attempt(String source, long pressed, int refusals)
      throws IOException, InterruptedException {
    int id = runs.incrementAndGet();
    socket.sendText(run(id, "\"seed\":7,", source), true).join();
    double first = -1;
    double queued = 0;
    int positions = 0;
    var output = new StringBuilder();
    while (true) {
      Received received = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (received == null) {
        throw new IOException("no answer for " + PATIENCE_SECONDS + " s");
      }
      String frame = received.frame;
      double millis = (received.atNanos - pressed) / 1e6;
      switch (text(frame, "type")) {
        case "problem" -> {
          if (frame.contains("\"status\":503") || frame.contains("\"status\":429")) {
            return null;
          }
          throw new IOException("refused: " + frame);
        }
        case "queued" -> positions++;
        case "compile" -> queued = positions == 0 ? 0 : millis;
        case "output" -> {
          first = first < 0 ? millis : first;
          output.append(text(frame, "text"));
        }
        case "exit" -> {
          return new Outcome(
              first, millis, queued, positions, refusals, text(frame, "status"), output.toString());
        }
        default -> {}
      }
    }
  }

  /** A field of a frame that holds a plain text; empty where there is none. */
  private static String text(String frame, String field) {
    String key = "\"" + field + "\":\"";
    int at = frame.indexOf(key);
    return at < 0 ? "" : frame.substring(at + key.length(), frame.indexOf('"', at + key.length()));
  }

  /** A click on Run as the page sends it: without a trace. {@code options} end in a comma. */
  static String run(int id, String options, String source) {
    return "{\"type\":\"run\",\"id\":%d,\"options\":{%s\"trace\":false},%s}"
        .formatted(id, options, files(source));
  }

  static String files(String source) {
    String text = source.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"files\":[{\"name\":\"Main.java\",\"source\":\"" + text + "\"}]";
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts frames together and into the queue. */
  private final class Frames implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        frames.add(new Received(text.toString(), System.nanoTime()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
