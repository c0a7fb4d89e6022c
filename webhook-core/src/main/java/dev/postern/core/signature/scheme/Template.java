package dev.postern.core.signature.scheme;

import dev.postern.core.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  private sealed interface Piece {
    record Literal(byte[] bytes) implements Piece {}

    record Named(String name) implements Piece {}
  }

  private final String text;
  private final List<Piece> pieces;

  private Template(String text, List<Piece> pieces) {
    this.text = text;
    this.pieces = pieces;
  }

  /**
   * @throws IllegalArgumentException when braces enclose anything but a known part
   */
  public static Template parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int from = 0;
    while (part.find()) {
      literal(text.substring(from, part.start()), pieces);
      pieces.add(new Piece.Named(part.group(1)));
      from = part.end();
    }
    literal(text.substring(from), pieces);
    return new Template(text, List.copyOf(pieces));
  }

  private static void literal(String text, List<Piece> pieces) {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      throw new IllegalArgumentException("Unknown part in the signed template near: " + text);
    }
    if (!text.isEmpty()) {
      pieces.add(new Piece.Literal(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  public boolean has(String part) {
    return pieces.contains(new Piece.Named(part));
  }

  public List<byte[]> render(Values values) {
    List<byte[]> parts = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      parts.add(
          switch (piece) {
            case Piece.Literal(byte[] bytes) -> bytes;
            case Piece.Named(String name) ->
                name.equals("body")
                    ? values.body()
                    : value(name, values).getBytes(StandardCharsets.UTF_8);
          });
    }
    return parts;
  }

  private static String value(String name, Values values) {
    return switch (name) {
      case "timestamp" -> values.timestamp();
      case "id" -> values.id();
      case "method" -> values.request().method();
      case "url" -> values.url();
      case "path" -> part(values.url(), 1);
      case "query" -> part(values.url(), 2);
      default -> String.join(", ", values.request().headers().all(name.substring(HEADER.length())));
    };
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
