package goloom.server.config;

/**
 * A setting that is unknown or has a value it cannot have; the message says which, and what to do.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConfigException(String message) {
    super(message);
  }
}
