package dev.postern.core.signature.scheme;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
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

  /** Plus signs are spaces; an escape that is none stays as it is, beside others that are. */
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

  /**
   * As the URL standard decodes forms: what escapes nothing stays, and so does not stop the rest.
   */
  private static String decode(String text) {
    byte[] encoded = text.replace('+', ' ').getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      boolean escape =
          encoded[i] == '%'
              && i + 2 < encoded.length
              && HexFormat.isHexDigit(encoded[i + 1])
              && HexFormat.isHexDigit(encoded[i + 2]);
      if (escape) {
        int high = HexFormat.fromHexDigit(encoded[i + 1]);
        decoded.write(high << 4 | HexFormat.fromHexDigit(encoded[i + 2]));
        i += 2;
      } else {
        decoded.write(encoded[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
