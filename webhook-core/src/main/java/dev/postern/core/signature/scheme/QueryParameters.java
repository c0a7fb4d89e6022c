package dev.postern.core.signature.scheme;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Form-encoded pairs, from a URL's query or a body, in their order and possibly repeated. */
public record QueryParameters(List<Map.Entry<String, String>> pairs) {

  public static QueryParameters ofUrl(String url) {
    int query = url.indexOf('?');
    int fragment = url.indexOf('#');
    int end = fragment > query ? fragment : url.length();
    return query < 0 ? new QueryParameters(List.of()) : parse(url.substring(query + 1, end));
  }

  /** Plus signs are spaces; an escape that is none stays as it is. */
  public static QueryParameters parse(String encoded) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String pair : encoded.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        pairs.add(Map.entry(decode(name), decode(value)));
      }
    }
    return new QueryParameters(List.copyOf(pairs));
  }

  /** The value, when there is exactly one of that name. */
  public Optional<String> only(String name) {
    List<String> values =
        pairs.stream().filter(it -> it.getKey().equals(name)).map(Map.Entry::getValue).toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that escapes nothing.
      return text;
    }
  }
}
