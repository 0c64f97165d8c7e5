package goloom.server.http;

import org.jspecify.annotations.Nullable;

/** Tells clients apart by their address. */
final class Clients {
  private final boolean trustProxy;

  Clients(boolean trustProxy) {
    this.trustProxy = trustProxy;
  }

  /**
   * The last forwarded address is the one that the proxy nearest to us saw; those before it can be
   * made up.
   */
  String client(String remoteAddress, @Nullable String forwardedFor) {
    if (!trustProxy || forwardedFor == null || forwardedFor.isBlank()) {
      return remoteAddress;
    }
    return forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
  }
}
