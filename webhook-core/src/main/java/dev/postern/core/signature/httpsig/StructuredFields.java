package dev.postern.core.signature.httpsig;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Dictionaries of Structured Fields (RFC 9651), with the types that signatures use: byte sequences,
 * strings, integers, tokens, booleans and inner lists.
 */
final class StructuredFields {

  /** A bare item. */
  sealed interface Bare {
    record Text(String value) implements Bare {}

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Bytes(byte[] array) implements Bare {}

    record Number(long value) implements Bare {}

    record Token(String value) implements Bare {}

    record Flag(boolean value) implements Bare {}
  }

  record Item(Bare value, Map<String, Bare> parameters) {}

  /**
   * A member of a dictionary.
   *
   * @param items one for an item, any number for an inner list
   * @param raw the member's value as it was written
   */
  record Member(List<Item> items, boolean innerList, Map<String, Bare> parameters, String raw) {}

  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("malformed", null, false, false);
    }
  }

  private final String text;
  private int at;

  private StructuredFields(String text) {
    this.text = text;
  }

  /** The members in their order; empty when the text is no such dictionary. */
  static Optional<Map<String, Member>> dictionary(String text) {
    try {
      return Optional.of(new StructuredFields(text).members());
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private Map<String, Member> members() throws Malformed {
    Map<String, Member> members = new LinkedHashMap<>();
    skip(" ");
    while (at < text.length()) {
      String key = key();
      expect('=');
      if (members.put(key, member()) != null) {
        throw new Malformed();
      }
      skip(" \t");
      if (at < text.length()) {
        expect(',');
        skip(" \t");
        if (at == text.length()) {
          throw new Malformed();
        }
      }
    }
    return members;
  }

  private Member member() throws Malformed {
    int start = at;
    List<Item> items = new ArrayList<>();
    boolean list = peek() == '(';
    if (list) {
      at++;
      skip(" ");
      while (peek() != ')') {
        items.add(new Item(bare(), parameters()));
        skip(" ");
      }
      at++;
    } else {
      items.add(new Item(bare(), Map.of()));
    }
    Map<String, Bare> parameters = parameters();
    return new Member(items, list, parameters, text.substring(start, at));
  }

  private Map<String, Bare> parameters() throws Malformed {
    Map<String, Bare> parameters = new LinkedHashMap<>();
    while (peek() == ';') {
      at++;
      skip(" ");
      String key = key();
      Bare value = new Bare.Flag(true);
      if (peek() == '=') {
        at++;
        value = bare();
      }
      parameters.put(key, value);
    }
    return parameters;
  }

  private Bare bare() throws Malformed {
    char c = peek();
    if (c == '"') {
      return new Bare.Text(string());
    } else if (c == ':') {
      return new Bare.Bytes(bytes());
    } else if (c == '?') {
      at++;
      String flag = take("01");
      return new Bare.Flag(flag.equals("1"));
    } else if (c == '-' || Character.isDigit(c)) {
      return new Bare.Number(number());
    } else {
      String token =
          take("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~:/");
      return new Bare.Token(token);
    }
  }

  private long number() throws Malformed {
    String digits = (peek() == '-' ? take("-") : "") + take("0123456789");
    if (!digits.matches("-?[0-9]{1,15}")) {
      throw new Malformed();
    }
    return Long.parseLong(digits);
  }

  private String string() throws Malformed {
    StringBuilder value = new StringBuilder();
    at++;
    for (char c = next(); c != '"'; c = next()) {
      if (c == '\\') {
        c = next();
        if (c != '"' && c != '\\') {
          throw new Malformed();
        }
      } else if (c < ' ' || c > '~') {
        throw new Malformed();
      }
      value.append(c);
    }
    return value.toString();
  }

  private byte[] bytes() throws Malformed {
    int end = text.indexOf(':', at + 1);
    if (end < 0) {
      throw new Malformed();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text.substring(at + 1, end));
      at = end + 1;
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new Malformed();
    }
  }

  private String key() throws Malformed {
    return take("abcdefghijklmnopqrstuvwxyz0123456789_-.*");
  }

  private String take(String allowed) throws Malformed {
    int start = at;
    while (at < text.length() && allowed.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (start == at) {
      throw new Malformed();
    }
    return text.substring(start, at);
  }

  private void skip(String spaces) {
    while (at < text.length() && spaces.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char c) throws Malformed {
    if (next() != c) {
      throw new Malformed();
    }
  }

  private char next() throws Malformed {
    if (at >= text.length()) {
      throw new Malformed();
    }
    return text.charAt(at++);
  }

  /** The next character, or NUL at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }
}
