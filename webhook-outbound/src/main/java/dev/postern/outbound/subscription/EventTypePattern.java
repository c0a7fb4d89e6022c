package dev.postern.outbound.subscription;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which event types a subscription wants: one, all below one, or all. */
public sealed interface EventTypePattern {
  int MAX_LENGTH = 256;

  boolean matches(String type);

  /** Every type. */
  record All() implements EventTypePattern {
    @Override
    public boolean matches(String type) {
      return true;
    }
  }

  /**
   * Every type that begins so, at any depth; not the parent itself.
   *
   * @param prefix with the last dot
   */
  record Below(String prefix) implements EventTypePattern {
    @Override
    public boolean matches(String type) {
      return type.startsWith(prefix);
    }
  }

  /** One type. */
  record Exactly(String type) implements EventTypePattern {
    @Override
    public boolean matches(String candidate) {
      return type.equals(candidate);
    }
  }

  /** {@code *}, {@code invoice.*} or {@code invoice.paid}; empty for anything else. */
  static Optional<EventTypePattern> parse(String text) {
    if (text.equals("*")) {
      return Optional.of(new All());
    }
    if (text.endsWith(".*") && isType(text.substring(0, text.length() - 2))) {
      return Optional.of(new Below(text.substring(0, text.length() - 1)));
    }
    return isType(text) ? Optional.of(new Exactly(text)) : Optional.empty();
  }

  /** Dot-separated words of {@code [A-Za-z0-9_]+}, at most {@value #MAX_LENGTH} characters. */
  static boolean isType(String text) {
    return text.length() <= MAX_LENGTH && Grammar.TYPE.matcher(text).matches();
  }

  /** Possessive, so that no text makes it go back. */
  final class Grammar {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_]++(?:\\.[A-Za-z0-9_]++)*+");

    private Grammar() {}
  }
}
