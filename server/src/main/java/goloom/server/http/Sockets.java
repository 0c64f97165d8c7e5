package goloom.server.http;

import goloom.server.program.Programs;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** {@code WS /api/v1/ws}: a {@link Conversation} for each open socket. */
final class Sockets {
  static final String PATH = "/api/v1/ws";
  private static final long PING_SECONDS = 15;
  private static final Duration GOING_AWAY_BOUND = Duration.ofMillis(500);

  private final Requests requests;
  private final Programs programs;
  private final Runs runs;
  private final Meters meters;
  private final Map<String, Conversation> open = new ConcurrentHashMap<>();

  Sockets(Requests requests, Programs programs, Runs runs, Meters meters) {
    this.requests = requests;
    this.programs = programs;
    this.runs = runs;
    this.meters = meters;
  }

  void addTo(RoutesConfig routes) {
    routes.ws(PATH, this::configure);
  }

  /** Tells every client that this node stops. */
  void close() {
    try {
      for (Conversation conversation : open.values()) {
        conversation.goAway(GOING_AWAY_BOUND);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void configure(WsConfig socket) {
    socket.onConnect(this::connect);
    socket.onMessage(message -> {
      Conversation conversation = open.get(message.sessionId());
      if (conversation != null) {
        conversation.receive(message.message());
      }
    });
    socket.onClose(this::disconnect);
    socket.onError(this::disconnect);
  }

  private void connect(WsConnectContext ctx) {
    ctx.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
    var conversation = new Conversation(ctx.session, requests.client(ctx), programs, runs);
    open.put(ctx.sessionId(), conversation);
    meters.socketOpened();
    conversation.open();
  }

  private void disconnect(WsContext ctx) {
    Conversation conversation = open.remove(ctx.sessionId());
    if (conversation != null) {
      meters.socketClosed();
      conversation.close();
    }
  }
}
