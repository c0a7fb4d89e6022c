package dev.postern.core.signature.httpsig;

import dev.postern.core.signature.httpsig.Structured.Bare;
import dev.postern.core.signature.httpsig.Structured.InnerList;
import dev.postern.core.signature.httpsig.Structured.Item;
import dev.postern.core.signature.httpsig.Structured.Member;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Structured Fields (RFC 9651), display strings excepted. Stricter than the RFC in one thing:
 * a key that occurs twice is malformed, since it leaves open which value was signed.
 */
final class StructuredParser {
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String LETTERS = LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";

  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("malformed", null, false, false);
    }
  }

  private final String text;
  private int at;

  private StructuredParser(String text) {
    this.text = text;
  }

  /** The members in their order; empty when the text is no dictionary. */
  static Optional<Map<String, Member>> dictionary(String text) {
    try {
      StructuredParser parser = new StructuredParser(text);
      Map<String, Member> members = new LinkedHashMap<>();
      for (boolean more = parser.begins(); more; more = parser.another()) {
        if (members.put(parser.key(), parser.member()) != null) {
          throw new Malformed();
        }
      }
      return Optional.of(members);
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  /** The members in their order; empty when the text is no list. */
  static Optional<List<Member>> list(String text) {
    try {
      StructuredParser parser = new StructuredParser(text);
      List<Member> members = new ArrayList<>();
      for (boolean more = parser.begins(); more; more = parser.another()) {
        members.add(parser.itemOrList());
      }
      return Optional.of(members);
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private boolean begins() {
    skip(" ");
    return at < text.length();
  }

  /** Whether a comma and another member follow; false at the end. */
  private boolean another() throws Malformed {
    skip(" \t");
    if (at == text.length()) {
      return false;
    }
    expect(',');
    skip(" \t");
    if (at == text.length()) {
      throw new Malformed();
    }
    return true;
  }

  private Member member() throws Malformed {
    if (peek() != '=') {
      return new Item(new Bare.Flag(true), parameters());
    }
    at++;
    return itemOrList();
  }

  private Member itemOrList() throws Malformed {
    if (peek() != '(') {
      return item();
    }
    at++;
    List<Item> items = new ArrayList<>();
    skip(" ");
    while (peek() != ')') {
      items.add(item());
      if (peek() != ' ' && peek() != ')') {
        throw new Malformed();
      }
      skip(" ");
    }
    at++;
    return new InnerList(List.copyOf(items), parameters());
  }

  private Item item() throws Malformed {
    return new Item(bare(), parameters());
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
      if (parameters.put(key, value) != null) {
        throw new Malformed();
      }
    }
    return parameters;
  }

  private Bare bare() throws Malformed {
    char c = peek();
    return switch (c) {
      case '"' -> new Bare.Text(string());
      case ':' -> new Bare.Bytes(bytes());
      case '?' -> flag();
      case '@' -> date();
      default -> c == '-' || DIGITS.indexOf(c) >= 0 ? number() : token();
    };
  }

  private Bare flag() throws Malformed {
    at++;
    char digit = next();
    if (digit != '0' && digit != '1') {
      throw new Malformed();
    }
    return new Bare.Flag(digit == '1');
  }

  private Bare date() throws Malformed {
    at++;
    if (!(number() instanceof Bare.Number(long seconds))) {
      throw new Malformed();
    }
    return new Bare.Date(seconds);
  }

  private Bare token() throws Malformed {
    if ((LETTERS + "*").indexOf(peek()) < 0) {
      throw new Malformed();
    }
    return new Bare.Token(take(LETTERS + DIGITS + "!#$%&'*+-.^_`|~:/"));
  }

  private Bare number() throws Malformed {
    String sign = peek() == '-' ? "-" : "";
    at += sign.length();
    String whole = take(DIGITS);
    if (peek() != '.') {
      return new Bare.Number(Long.parseLong(sign + atMost(15, whole)));
    }
    at++;
    String fraction = atMost(3, take(DIGITS));
    return new Bare.Decimal(new BigDecimal(sign + atMost(12, whole) + "." + fraction));
  }

  private static String atMost(int length, String digits) throws Malformed {
    if (digits.length() > length) {
      throw new Malformed();
    }
    return digits;
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
    if ((LOWER + "*").indexOf(peek()) < 0) {
      throw new Malformed();
    }
    return take(LOWER + DIGITS + "_-.*");
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
