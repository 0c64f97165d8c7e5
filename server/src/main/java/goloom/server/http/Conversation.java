package goloom.server.http;

import goloom.sandbox.RunHandle;
import goloom.sandbox.RunRequest;
import goloom.server.json.Json;
import goloom.server.problem.Problem;
import goloom.server.problem.Refusal;
import goloom.server.program.ExploreBody;
import goloom.server.program.Programs;
import goloom.server.program.RunBody;
import goloom.worker.protocol.Event;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One WebSocket: the runs started over it, each under the id its client chose, and one thread that
 * sends.
 *
 * <p>One frame is in flight at a time; behind it waits a bounded mailbox, which holds back the runs
 * that fill it. A socket that closes stops its runs.
 */
final class Conversation {
  private static final Logger log = LoggerFactory.getLogger(Conversation.class);
  private static final int FRAMES_WAITING = 64;
  private static final int MAX_ID_LENGTH = 64;

  /** In the outbox: the end. No frame is empty. */
  private static final String GOING_AWAY = "";

  private static final int GOING_AWAY_CODE = 1001;

  private final Session session;
  private final String client;
  private final Programs programs;
  private final Runs runs;
  private final Mailbox<String> outbox = new Mailbox<>(FRAMES_WAITING);
  private final Map<String, Run> active = new ConcurrentHashMap<>();
  private final Thread sender = Thread.ofVirtual().name("socket-sender").unstarted(this::send);

  Conversation(Session session, String client, Programs programs, Runs runs) {
    this.session = session;
    this.client = client;
    this.programs = programs;
    this.runs = runs;
  }

  void open() {
    sender.start();
  }

  /**
   * Sends what waits, then closes the socket, for the node stops; within a bound, for the reader
   * may be slow.
   */
  void goAway(Duration bound) throws InterruptedException {
    outbox.put(GOING_AWAY);
    if (!sender.join(bound)) {
      close();
    }
  }

  void close() {
    outbox.close();
    active.values().forEach(Run::stop);
  }

  /**
   * Handles a frame of the client's; whatever is wrong with it is answered, and the socket stays
   * open.
   */
  void receive(String text) {
    String idJson = null;
    try {
      if (!(Json.MAPPER.readTree(text) instanceof ObjectNode frame)) {
        throw Refusal.malformed("a frame must be a JSON object");
      }
      idJson = id(frame);
      dispatch(frame, idJson);
    } catch (Refusal refusal) {
      refuse(idJson, refusal.problem());
    } catch (JacksonException e) {
      refuse(idJson, Requests.malformed(e).problem());
    } catch (RuntimeException e) {
      log.error("a frame could not be handled", e);
      refuse(idJson, Problem.of(500, "the playground's own fault"));
    }
  }

  private void dispatch(ObjectNode frame, String idJson) {
    String type = text(frame, "type");
    switch (type) {
      case "run" ->
          start(
              idJson,
              programs.run(Json.MAPPER.treeToValue(frame, RunBody.class), Programs.Stdin.OPEN));
      case "explore" ->
          start(idJson, programs.explore(Json.MAPPER.treeToValue(frame, ExploreBody.class)));
      case "stop" -> {
        done(frame);
        running(idJson, Run::stop);
      }
      case "stdin" -> {
        byte[] bytes = Programs.utf8("text", text(frame, "text"));
        done(frame);
        running(idJson, run -> run.stdin(bytes));
      }
      case "stdinClose" -> {
        done(frame);
        running(idJson, Run::stdinClose);
      }
      default ->
          throw Refusal.malformed(
              "type must be run, explore, stop, stdin or stdinClose, not " + shortened(type));
    }
  }

  /**
   * A run's standard input begins with what its frame holds and stays open until a {@code
   * stdinClose}; a search's is what its frame holds, for each execution anew.
   */
  private void start(String idJson, RunRequest request) {
    var run = new Run(idJson);
    if (active.putIfAbsent(idJson, run) != null) {
      throw Refusal.outside("id", "one of no run under way", idJson);
    }
    try {
      run.started(runs.start(client, request, run::happened));
    } catch (RuntimeException e) {
      active.remove(idJson, run);
      throw e;
    }
  }

  private void running(String idJson, Consumer<Run> action) {
    Run run = active.get(idJson);
    if (run != null) { // else it has ended meanwhile, and its exit is on the way
      action.accept(run);
    }
  }

  private void refuse(@Nullable String idJson, Problem problem) {
    String id = idJson == null ? "" : ",\"id\":" + idJson;
    outbox.put(
        "{\"type\":\"problem\""
            + id
            + ",\"problem\":"
            + Json.MAPPER.writeValueAsString(problem)
            + "}");
  }

  private void send() {
    String frame = outbox.take();
    while (frame != null) {
      var sent = new CompletableFuture<Void>();
      var callback = Callback.from(() -> sent.complete(null), sent::completeExceptionally);
      if (frame.equals(GOING_AWAY)) {
        session.close(GOING_AWAY_CODE, "this node is stopping", callback);
        close();
        return;
      }
      session.sendText(frame, callback);
      try {
        sent.get();
      } catch (ExecutionException | InterruptedException e) {
        close();
        return;
      }
      frame = outbox.take();
    }
  }

  /** The frame's id as JSON, taken out of it; a text or a whole number, repeated as it came. */
  private static String id(ObjectNode frame) {
    JsonNode id = frame.remove("id");
    if (id == null || !(id.isString() || id.isIntegralNumber())) {
      throw Refusal.malformed("id must be a text or a whole number");
    }
    String json = id.toString();
    if (json.length() > MAX_ID_LENGTH) {
      throw Refusal.outside("id", "at most " + MAX_ID_LENGTH + " characters", json.length());
    }
    return json;
  }

  private static String text(ObjectNode frame, String field) {
    JsonNode value = frame.remove(field);
    if (value == null || !value.isString()) {
      throw Refusal.malformed(field + " must be a text");
    }
    return value.stringValue();
  }

  private static void done(ObjectNode frame) {
    if (!frame.isEmpty()) {
      throw Refusal.malformed(
          "unknown field " + shortened(frame.propertyNames().iterator().next()));
    }
  }

  private static String shortened(String text) {
    return text.length() > MAX_ID_LENGTH ? text.substring(0, MAX_ID_LENGTH) + "…" : text;
  }

  /**
   * A run of this socket's. Its handle comes after its first events may, so what needs it waits for
   * it.
   */
  private final class Run {
    private final String idJson;
    private final CompletableFuture<RunHandle> handle = new CompletableFuture<>();

    Run(String idJson) {
      this.idJson = idJson;
    }

    void started(RunHandle started) {
      handle.complete(started);
      if (!session.isOpen()) {
        started.stop(); // the socket closed between the frame and now
      }
    }

    void happened(Event event) {
      if (event instanceof Event.Exit) {
        active.remove(idJson, this);
      }
      outbox.put(Json.of(event, idJson));
    }

    void stop() {
      var _ = handle.thenAccept(RunHandle::stop);
    }

    void stdin(byte[] bytes) {
      var _ = handle.thenAccept(started -> started.stdin(bytes));
    }

    void stdinClose() {
      var _ = handle.thenAccept(RunHandle::stdinClose);
    }
  }
}
