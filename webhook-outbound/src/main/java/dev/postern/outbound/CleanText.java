package dev.postern.outbound;

/** What no text column of both databases takes, or no log should: refused at the door. */
public final class CleanText {
  private CleanText() {}

  /** No control characters but tab and line ends, and no half of a surrogate pair. */
  public static boolean holds(String text) {
    return paired(text)
        && text.chars().noneMatch(c -> Character.isISOControl(c) && "\t\n\r".indexOf(c) < 0);
  }

  /** Every surrogate has its other half: only such text is UTF-8. */
  public static boolean paired(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
