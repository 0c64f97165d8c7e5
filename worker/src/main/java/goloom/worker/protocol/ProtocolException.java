package goloom.worker.protocol;

import java.io.IOException;

/** A message that breaks the protocol: from then on nothing its sender says can be believed. */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1;

  public ProtocolException(String message) {
    super(message);
  }

  public ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
