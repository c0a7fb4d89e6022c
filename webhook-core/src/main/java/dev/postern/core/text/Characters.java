package dev.postern.core.text;

/**
 * How long a text is as people and PostgreSQL count, and JSON Schema does: an emoji is one
 * character. Pure.
 */
public final class Characters {
  private Characters() {}

  /** Whether the text has {@code least} to {@code most} of them. */
  public static boolean between(int least, int most, String text) {
    int count = text.codePointCount(0, text.length());
    return count >= least && count <= most;
  }
}
