package dev.postern.core.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;

/**
 * A {@code pattern} that takes time in proportion to the text, whoever wrote either: RE2 has no
 * look-around and no back-references, and never backtracks. JSON Schema searches, it does not match
 * the whole.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core#section-6.4">JSON Schema
 *     section 6.4</a>
 */
record LinearPattern(Pattern pattern) implements RegularExpression {
  private static final int MOST_CHARACTERS = 2_000;
  private static final int MOST_STATES = 20_000;
  private static final java.util.regex.Pattern UNICODE_ESCAPE =
      java.util.regex.Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u([0-9A-Fa-f]{4})");

  /**
   * @throws IllegalArgumentException one sentence about what cannot be used
   */
  static LinearPattern of(String text) {
    if (text.length() > MOST_CHARACTERS || PatternSize.of(text) > MOST_STATES) {
      throw new IllegalArgumentException("The pattern is too large.");
    }
    try {
      return new LinearPattern(
          Pattern.compile(UNICODE_ESCAPE.matcher(text).replaceAll("$1\\\\x{$2}")));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "The pattern cannot be used: RE2 has no look-around and no back-references ("
              + e.getDescription()
              + ").",
          e);
    }
  }

  @Override
  public boolean matches(String value) {
    return pattern.matcher(value).find();
  }
}
