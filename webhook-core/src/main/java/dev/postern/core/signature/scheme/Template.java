package dev.postern.core.signature.scheme;

import dev.postern.core.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is signed: literal text and the parts {@code {timestamp}}, {@code {id}}, {@code {method}},
 * {@code {url}}, {@code {path}}, {@code {query}}, {@code {header:Name}} and {@code {body}}, as in
 * {@code v0:{timestamp}:{body}}. Rendered to pieces, so that a large body is never copied.
 */
public final class Template {
  private static final Pattern PART =
      Pattern.compile(
          "\\{(timestamp|id|method|url|path|query|body|header:[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100})}");
  private static final Pattern URL =
      Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*)?([^?#]*)(?:\\?([^#]*))?.*");
  private static final String HEADER = "header:";

  /** The values that fill one rendering; URL and body need not be those of the request. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier between two methods, never compared
  public record Values(
      String timestamp, String id, SignedRequest request, String url, byte[] body) {}

  /** What stands at one place of the template: the body, or text. */
  private sealed interface Piece {
    record Body() implements Piece {}

    record Text(Part part) implements Piece {}
  }

  @FunctionalInterface
  private interface Part {
    String in(Values values);
  }

  private final String text;
  private final List<Piece> pieces;
  private final Set<String> parts;

  private Template(String text, List<Piece> pieces, Set<String> parts) {
    this.text = text;
    this.pieces = pieces;
    this.parts = parts;
  }

  /**
   * @throws IllegalArgumentException when braces enclose anything but a known part
   */
  public static Template parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    Set<String> parts = new HashSet<>();
    Matcher part = PART.matcher(text);
    int from = 0;
    while (part.find()) {
      literal(text.substring(from, part.start()), pieces);
      pieces.add(piece(part.group(1)));
      parts.add(part.group(1));
      from = part.end();
    }
    literal(text.substring(from), pieces);
    return new Template(text, List.copyOf(pieces), Set.copyOf(parts));
  }

  private static void literal(String text, List<Piece> pieces) {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      throw new IllegalArgumentException("Unknown part in the signed template near: " + text);
    }
    if (!text.isEmpty()) {
      pieces.add(new Piece.Text(values -> text));
    }
  }

  private static Piece piece(String part) {
    return switch (part) {
      case "body" -> new Piece.Body();
      case "timestamp" -> new Piece.Text(Values::timestamp);
      case "id" -> new Piece.Text(Values::id);
      case "method" -> new Piece.Text(values -> values.request().method());
      case "url" -> new Piece.Text(Values::url);
      case "path" -> new Piece.Text(values -> part(values.url(), 1));
      case "query" -> new Piece.Text(values -> part(values.url(), 2));
      default -> header(part.substring(HEADER.length()));
    };
  }

  private static Piece header(String name) {
    return new Piece.Text(values -> String.join(", ", values.request().headers().all(name)));
  }

  public boolean has(String part) {
    return parts.contains(part);
  }

  /** Text that stands together is one piece: every piece costs the digest a call. */
  public List<byte[]> render(Values values) {
    List<byte[]> rendered = new ArrayList<>(3);
    String text = "";
    for (int i = 0; i < pieces.size(); i++) {
      switch (pieces.get(i)) {
        case Piece.Text(Part part) -> text = text.concat(part.in(values));
        case Piece.Body() -> {
          flush(text, rendered);
          text = "";
          rendered.add(values.body());
        }
      }
    }
    flush(text, rendered);
    return rendered;
  }

  private static void flush(String text, List<byte[]> rendered) {
    if (!text.isEmpty()) {
      rendered.add(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String part(String url, int group) {
    Matcher parts = URL.matcher(url);
    String part = parts.matches() ? parts.group(group) : null;
    return part == null ? "" : part;
  }

  @Override
  public String toString() {
    return text;
  }
}
