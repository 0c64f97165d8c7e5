package goloom.server.problem;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused: RFC 9457's members, and where there is one the field, its limit, and
 * the value that was sent.
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String field,
    @Nullable Object limit,
    @Nullable Object value) {

  public static final String CONTENT_TYPE = "application/problem+json";

  public static Problem of(int status, String detail) {
    return new Problem("about:blank", title(status), status, detail, null, null, null);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> status < 500 ? "Request Refused" : "Internal Server Error";
    };
  }
}
