package dev.postern.core.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a pattern becomes once its counted repetitions are written out: {@code ((a{100}){100})}
 * is ten thousand. Found before it is compiled, as compiling would do the writing out. Pure.
 */
public final class PatternSize {
  private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");
  // A character by its number, a class by its name: no repetition.
  private static final Pattern BRACED = Pattern.compile("\\\\[xpP]\\{[^{}]*}");
  private static final long CEILING = Long.MAX_VALUE / 2;

  private final String text;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long atom;
  private int at;

  private PatternSize(String text) {
    this.text = text;
  }

  /** In characters and classes; of a text that is no pattern, something. */
  public static long of(String text) {
    PatternSize size = new PatternSize(text);
    while (size.at < text.length()) {
      size.step();
    }
    while (!size.outer.isEmpty()) {
      size.close();
    }
    return size.sum + size.atom;
  }

  private void step() {
    switch (text.charAt(at)) {
      case '(' -> {
        next(0);
        outer.push(sum);
        sum = 0;
        at++;
      }
      case ')' -> {
        close();
        at++;
      }
      case '[' -> {
        next(1);
        at = endOfClass();
      }
      case '{' -> repeat();
      case '\\' -> escape();
      default -> {
        next(1);
        at++;
      }
    }
  }

  /** What is quoted opens no class and no group, or all that follows would hide in it. */
  private void escape() {
    if (!text.startsWith("\\Q", at)) {
      next(1);
      Matcher braced = BRACED.matcher(text).region(at, text.length());
      at = braced.lookingAt() ? braced.end() : at + 2;
      return;
    }
    int end = text.indexOf("\\E", at + 2);
    int quoted = (end < 0 ? text.length() : end) - at - 2;
    if (quoted > 0) {
      next(quoted - 1);
      next(1);
    }
    at += 2 + quoted + 2;
  }

  private void next(long size) {
    sum = Math.min(CEILING, sum + atom);
    atom = size;
  }

  private void close() {
    if (!outer.isEmpty()) {
      // An empty group is one state too: repeated often enough, it is many.
      atom = Math.max(1, sum + atom);
      sum = outer.pop();
    }
  }

  private void repeat() {
    Matcher count = COUNT.matcher(text).region(at, text.length());
    if (!count.lookingAt()) {
      next(1);
      at++;
      return;
    }
    String most = count.group(2);
    long times = Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most);
    atom = atom > CEILING / Math.max(1, times) ? CEILING : atom * Math.max(1, times);
    at = count.end();
  }

  private int endOfClass() {
    int i = at + 1;
    if (i < text.length() && text.charAt(i) == '^') {
      i++;
    }
    if (i < text.length() && text.charAt(i) == ']') {
      i++;
    }
    while (i < text.length() && text.charAt(i) != ']') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), i + 1);
  }
}
