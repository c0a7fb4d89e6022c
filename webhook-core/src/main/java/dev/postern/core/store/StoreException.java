package dev.postern.core.store;

/** The database failed or cannot be reached; the outcome of an open commit is unknown. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String what, Throwable cause) {
    super(what, cause);
  }
}
