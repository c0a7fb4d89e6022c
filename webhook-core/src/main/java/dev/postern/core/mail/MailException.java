package dev.postern.core.mail;

/** The mail server could not be reached, or refused the letter. */
public class MailException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MailException(String message, Throwable cause) {
    super(message, cause);
  }
}
