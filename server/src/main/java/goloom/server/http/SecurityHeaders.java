package goloom.server.http;

import io.javalin.http.Context;

/** What every answer says about how it may be used. */
final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
          + " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

  private SecurityHeaders() {}

  static void set(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY + "'none'");
    ctx.header("X-Frame-Options", "DENY");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "strict-origin-when-cross-origin");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
  }

  /** For the page that is made to be shown in other sites' frames. */
  static void allowFraming(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY + "*");
    ctx.res().setHeader("X-Frame-Options", null);
  }
}
