package goloom.server.http;

import goloom.server.config.Config;
import goloom.server.problem.Refusal;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps strangers' web pages away from a playground that only its owner should reach.
 *
 * <p>The {@code Host} must be a name that is ours: the public address; a loopback name; or a bare
 * IP address, when we listen on more than loopback. Names that someone else's DNS points at us are
 * refused, so a page cannot rebind its own name. The {@code Origin}, where a browser sends one,
 * must then be that host's, or the public one.
 */
final class OriginGuard {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern IP_ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

  private final boolean loopbackOnly;
  private final @Nullable String publicAuthority;

  OriginGuard(Config config) {
    this.loopbackOnly = config.loopback();
    URI publicUrl = config.publicUrl();
    this.publicAuthority =
        publicUrl == null ? null : publicUrl.getAuthority().toLowerCase(Locale.ROOT);
  }

  /**
   * Checks a request by its headers.
   *
   * @throws Refusal 403
   */
  void check(@Nullable String host, @Nullable String origin) {
    String authority = host == null ? "" : host.strip().toLowerCase(Locale.ROOT);
    if (!ours(authority)) {
      throw Refusal.of(
          403,
          "this playground does not answer to the host "
              + authority
              + "; set GOLOOM_PUBLIC_URL if it should");
    }
    if (origin != null && !sameOrigin(origin.strip().toLowerCase(Locale.ROOT), authority)) {
      throw Refusal.of(403, "another site's page may not use this playground: " + origin);
    }
  }

  private boolean ours(String authority) {
    if (authority.equals(publicAuthority)) {
      return true;
    }
    String name = withoutPort(authority);
    return LOOPBACK.contains(name) || (!loopbackOnly && IP_ADDRESS.matcher(name).matches());
  }

  private boolean sameOrigin(String origin, String authority) {
    int scheme = origin.indexOf("://");
    if (scheme < 0) {
      return false;
    }
    String from = origin.substring(scheme + 3);
    return from.equals(authority) || from.equals(publicAuthority);
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
