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
  private static final String BODY = "body";

  /** The values that fill one rendering; URL and body need not be those of the request. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier between two methods, never compared
  public record Values(
      String timestamp, String id, SignedRequest request, String url, byte[] body) {}

  /** What stands at one place of the template: the body, or all the text up to the next. */
  private sealed interface Piece {
    record Body() implements Piece {}

    record Text(List<Part> parts) implements Piece {}
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
    List<Part> run = new ArrayList<>();
    Set<String> parts = new HashSet<>();
    Matcher part = PART.matcher(text);
    int from = 0;
    while (part.find()) {
      literal(text.substring(from, part.start()), run);
      if (part.group(1).equals(BODY)) {
        end(run, pieces);
        pieces.add(new Piece.Body());
      } else {
        run.add(part(part.group(1)));
      }
      parts.add(part.group(1));
      from = part.end();
    }
    literal(text.substring(from), run);
    end(run, pieces);
    return new Template(text, List.copyOf(pieces), Set.copyOf(parts));
  }

  private static void literal(String text, List<Part> run) {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      throw new IllegalArgumentException("Unknown part in the signed template near: " + text);
    }
    if (!text.isEmpty()) {
      run.add(values -> text);
    }
  }

  private static void end(List<Part> run, List<Piece> pieces) {
    if (!run.isEmpty()) {
      pieces.add(new Piece.Text(List.copyOf(run)));
      run.clear();
    }
  }

  private static Part part(String name) {
    return switch (name) {
      case "timestamp" -> Values::timestamp;
      case "id" -> Values::id;
      case "method" -> values -> values.request().method();
      case "url" -> Values::url;
      case "path" -> values -> part(values.url(), 1);
      case "query" -> values -> part(values.url(), 2);
      default -> header(name.substring(HEADER.length()));
    };
  }

  private static Part header(String name) {
    return values -> String.join(", ", values.request().headers().all(name));
  }

  public boolean has(String part) {
    return parts.contains(part);
  }

  /** Text that stands together is one piece: every piece costs the digest a call. */
  public List<byte[]> render(Values values) {
    List<byte[]> rendered = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      byte[] bytes = pieces.get(i) instanceof Piece.Text it ? text(it, values) : values.body();
      if (bytes.length > 0) {
        rendered.add(bytes);
      }
    }
    return rendered;
  }

  private static byte[] text(Piece.Text piece, Values values) {
    List<Part> parts = piece.parts();
    if (parts.size() == 4) {
      // An id, a timestamp and what stands between: put together in one step, for every request.
      return (parts.get(0).in(values)
              + parts.get(1).in(values)
              + parts.get(2).in(values)
              + parts.get(3).in(values))
          .getBytes(StandardCharsets.UTF_8);
    }
    String[] texts = new String[parts.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = parts.get(i).in(values);
    }
    return String.join("", texts).getBytes(StandardCharsets.UTF_8);
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
