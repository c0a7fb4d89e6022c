package dev.postern.client;

/** The event is not accepted. */
public final class PublishException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;

  PublishException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  PublishException(String detail, Throwable cause) {
    super(detail, cause);
    this.status = 0;
  }

  /** Of the answer; 0 when there was none. */
  public int status() {
    return status;
  }

  /**
   * Whether the same event may be accepted later: when the node answers again, or somebody has
   * mended the key, the address or what stands in between. Only a 400, 413 or 422 is about the
   * event itself, which has to be changed first.
   */
  public boolean mayPassLater() {
    return status != 400 && status != 413 && status != 422;
  }

  /** Whether it is worth another try at once. */
  boolean passes() {
    return status == 0 || status == 408 || status == 425 || status == 429 || status >= 500;
  }
}
