package goloom.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that a client has closed its connection while we answer it, even if there is nothing to
 * write just then.
 *
 * <p>Jetty does not read from an HTTP/1.1 connection between a request's last byte and the
 * response's, so a closed connection shows only when a write fails, and a program that sleeps
 * writes nothing. We read in its stead. That is safe because the response says {@code Connection:
 * close}: no further request is due, so whatever arrives may be thrown away. A client that closes
 * only its sending half counts as gone.
 */
final class ClientWatch implements Callback {
  private final EndPoint endPoint;
  private final Runnable gone;

  private ClientWatch(EndPoint endPoint, Runnable gone) {
    this.endPoint = endPoint;
    this.gone = gone;
  }

  /**
   * Calls {@code gone}, once and quickly, from another thread. The request's body must have been
   * read.
   */
  static void start(HttpServletRequest request, Runnable gone) {
    var core = ServletContextRequest.getServletContextRequest(request);
    new ClientWatch(core.getConnectionMetaData().getConnection().getEndPoint(), gone).await();
  }

  private void await() {
    endPoint.tryFillInterested(this);
  }

  @Override
  public void succeeded() {
    try {
      ByteBuffer ignored = ByteBuffer.allocate(512);
      int read;
      do {
        ignored.clear().limit(0);
        read = endPoint.fill(ignored);
      } while (read > 0);
      if (read == 0) {
        await();
        return;
      }
    } catch (IOException e) {
      // closed, and not politely
    }
    gone.run();
  }

  @Override
  public void failed(Throwable cause) {
    if (cause instanceof TimeoutException && endPoint.isOpen()) {
      await(); // idle is not gone: the program may be asleep
    } else {
      gone.run();
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
