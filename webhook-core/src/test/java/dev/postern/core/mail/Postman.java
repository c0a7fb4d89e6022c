package dev.postern.core.mail;

/** Sends what is due when a test wants it, instead of the outbox's own timer. */
public final class Postman {
  private Postman() {}

  public static void goOnce(MailOutbox outbox) {
    outbox.sendDue();
  }
}
