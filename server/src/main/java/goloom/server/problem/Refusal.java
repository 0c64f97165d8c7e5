package goloom.server.problem;

import java.util.Map;

/** Thrown to answer with a {@link Problem}. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  private Refusal(Problem problem, Map<String, String> headers) {
    // A refusal is an answer, not a fault: nobody reads its stack.
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.headers = headers;
  }

  public Problem problem() {
    return problem;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public static Refusal of(int status, String detail) {
    return new Refusal(Problem.of(status, detail), Map.of());
  }

  /** 400: not what this call takes. */
  public static Refusal malformed(String detail) {
    return of(400, detail);
  }

  /** 404. */
  public static Refusal notFound(String detail) {
    return of(404, detail);
  }

  /** 413: {@code field} is larger than {@code limit}. */
  public static Refusal tooLarge(String field, long limit, long value) {
    return limit(
        413, field + " may have at most " + limit + " bytes, not " + value, field, limit, value);
  }

  /** 422: {@code field} is outside its limits, which {@code limit} describes. */
  public static Refusal outside(String field, String limit, Object value) {
    return limit(422, field + " must be " + limit + ", not " + value, field, limit, value);
  }

  /** 429 or 503, with the time after which to try again. */
  public static Refusal busy(int status, String detail, long retryAfterSeconds) {
    return new Refusal(
        Problem.of(status, detail),
        Map.of("Retry-After", Long.toString(Math.max(1, retryAfterSeconds))));
  }

  private static Refusal limit(
      int status, String detail, String field, Object limit, Object value) {
    Problem plain = Problem.of(status, detail);
    return new Refusal(
        new Problem(plain.type(), plain.title(), status, detail, field, limit, value), Map.of());
  }
}
