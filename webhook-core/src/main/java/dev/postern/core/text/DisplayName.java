package dev.postern.core.text;

import dev.postern.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;

/** A name that people give to a thing and read in lists and logs: one line, not blank. */
public final class DisplayName {
  public static final int MAX_LENGTH = 200;

  private DisplayName() {}

  /** The name without surrounding space; 422 {@code invalid_name} when it is none. */
  public static String require(String text) {
    if (!Characters.between(0, MAX_LENGTH, text)
        || !visible(text)
        || text.chars().anyMatch(DisplayName::broken)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw ProblemException.unprocessable(
          "invalid_name",
          "/name",
          "A name is 1 to " + MAX_LENGTH + " characters on one line, not all of them blank.");
    }
    return text.strip();
  }

  private static boolean visible(String text) {
    return text.chars().anyMatch(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c));
  }

  // PostgreSQL stores no NUL, and a line end would forge a line of a log.
  private static boolean broken(int c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }
}
