package goloom.sandbox;

/** No room for another run now. */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Who is full. */
  public enum Scope {
    /** This client has as many runs waiting as it may: HTTP 429. */
    CLIENT,
    /** The node's queue is full, or the node is draining: HTTP 503. */
    NODE
  }

  private final Scope scope;
  private final long retryAfterSeconds;

  public BusyException(Scope scope, long retryAfterSeconds, String message) {
    super(message);
    this.scope = scope;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public Scope scope() {
    return scope;
  }

  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
