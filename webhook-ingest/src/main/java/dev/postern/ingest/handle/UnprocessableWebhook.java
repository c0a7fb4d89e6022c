package dev.postern.ingest.handle;

/** A handler throws it where trying again is of no use; the message is shown to operators. */
public final class UnprocessableWebhook extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnprocessableWebhook(String message) {
    super(message);
  }
}
