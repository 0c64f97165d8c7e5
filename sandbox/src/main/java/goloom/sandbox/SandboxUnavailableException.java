package goloom.sandbox;

/** The sandbox cannot be had on this machine as it is; the message says what would make it work. */
public final class SandboxUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  public SandboxUnavailableException(String message) {
    super(message);
  }

  public SandboxUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
