package dev.postern.core.mail;

/**
 * @param to one e-mail address
 * @param subject one line
 * @param text plain text
 */
public record Letter(String to, String subject, String text) {

  /** Says nothing of its content: it may hold a one-time link. */
  @Override
  public String toString() {
    return "Letter[to=" + to + "]";
  }
}
