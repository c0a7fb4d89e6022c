package dev.postern.core.vault;

/** Cryptography refused; never carries a value. */
public final class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
