package goloom.server.http;

import goloom.server.json.Json;
import goloom.server.problem.Refusal;
import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads requests: whose they are, and their JSON bodies, strictly and within bounds. */
final class Requests {
  /** Of a body that is too large: read so that its sender hears the answer instead of a reset. */
  private static final long MAX_SKIPPED_BYTES = 64L << 20;

  private final Clients clients;
  private final int maxBodyBytes;

  Requests(Clients clients, int maxBodyBytes) {
    this.clients = clients;
    this.maxBodyBytes = maxBodyBytes;
  }

  String client(WsContext ctx) {
    String address =
        ctx.session.getRemoteSocketAddress() instanceof InetSocketAddress inet
            ? inet.getAddress().getHostAddress()
            : "unknown";
    return clients.client(address, ctx.header("X-Forwarded-For"));
  }

  String client(Context ctx) {
    return clients.client(ctx.req().getRemoteAddr(), ctx.header("X-Forwarded-For"));
  }

  /**
   * Reads the body.
   *
   * @throws Refusal 400, 413 or 415
   */
  <T> T body(Context ctx, Class<T> type) {
    if (!json(ctx.contentType())) {
      throw Refusal.of(415, "the body must be application/json, not " + ctx.contentType());
    }
    try {
      InputStream in = ctx.req().getInputStream();
      byte[] bytes = in.readNBytes(maxBodyBytes + 1);
      if (bytes.length > maxBodyBytes) {
        skip(in);
        throw Refusal.tooLarge(
            "body", maxBodyBytes, Math.max(bytes.length, ctx.req().getContentLengthLong()));
      }
      T body = Json.MAPPER.readValue(bytes, type);
      if (body == null) {
        throw Refusal.malformed("the body must be a JSON object");
      }
      return body;
    } catch (JacksonException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw Refusal.malformed("the body ends too early"); // as a rule nobody is there to hear it
    }
  }

  private static void skip(InputStream in) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long skipped = 0;
    for (int n; skipped < MAX_SKIPPED_BYTES && (n = in.read(buffer)) >= 0; ) {
      skipped += n;
    }
  }

  /** What is wrong and where, without repeating what was sent: that may be somebody's program. */
  static Refusal malformed(JacksonException e) {
    String where = e.getPathReference().isEmpty() ? "" : path(e);
    if (e instanceof UnrecognizedPropertyException unknown) {
      return Refusal.malformed(
          "unknown field " + where + ", known here: " + unknown.getKnownPropertyIds());
    }
    if (e instanceof InputCoercionException && !where.isEmpty()) {
      String field = where.substring(where.lastIndexOf('.') + 1);
      return Refusal.outside(field, "a number nearer to 0", "one out of every range");
    }
    var location = e.getLocation();
    String place =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    return Refusal.malformed(
        "not the JSON expected" + (where.isEmpty() ? "" : " in " + where) + place);
  }

  private static String path(JacksonException e) {
    var text = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() != null) {
        text.append(text.isEmpty() ? "" : ".").append(step.getPropertyName());
      } else {
        text.append('[').append(step.getIndex()).append(']');
      }
    }
    return text.toString();
  }

  private static boolean json(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals("application/json");
  }
}
