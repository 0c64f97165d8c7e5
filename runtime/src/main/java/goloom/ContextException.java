package goloom;

/** Why a context is done. There are two, shared by all, so they carry no stack. */
final class ContextException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ContextException(String message) {
    super(message, null, false, false);
  }

  /** The message alone. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // Go prints the message alone
  public String toString() {
    return String.valueOf(getMessage());
  }
}
