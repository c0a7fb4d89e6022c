package dev.postern.adminui.verify;

import java.util.StringJoiner;

/** Text as a string literal that Java, JavaScript, Python and Go read alike. Pure. */
final class Quoting {
  /** A literal of Java's is 65,535 bytes at most; a character is up to three of them. */
  private static final int LONGEST = 16_000;

  private Quoting() {}

  /** For Java, which takes a long text in pieces only. */
  static String quotedForJava(String text) {
    if (text.length() <= LONGEST) {
      return quoted(text);
    }
    StringJoiner pieces = new StringJoiner(", ", "String.join(\"\", ", ")");
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(from + LONGEST, text.length());
      if (Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      pieces.add(quoted(text.substring(from, to)));
      from = to;
    }
    return pieces.toString();
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
