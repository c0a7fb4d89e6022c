package dev.postern.core.config;

/** The configuration is wrong; the message is one line a person can act on. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
