package goloom;

/**
 * What Go calls a fatal error, such as unlocking a mutex that nobody has locked: not to be
 * recovered from. Under {@link Program} and in the playground it ends the program where it happens;
 * elsewhere it is thrown. Go: {@code fatal error: …}.
 */
public final class FatalError extends Error {
  private static final long serialVersionUID = 1;

  /** A fatal error with Go's message. */
  public FatalError(String message) {
    super(message);
  }

  /** The message alone. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // Go prints the message alone
  public String toString() {
    return String.valueOf(getMessage());
  }
}
