package dev.postern.outbound.send;

import dev.postern.core.signature.HeaderFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** What is kept of an answer's header: enough to understand it, never more than fits a ledger. */
final class ReplyHeaders {

  private static final int MOST_CHARACTERS = 32 * 1024;

  private ReplyHeaders() {}

  static HeaderFields of(ClassicHttpResponse response) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    int characters = 0;
    for (Header header : response.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      characters += header.getName().length() + value.length();
      if (characters > MOST_CHARACTERS) {
        break;
      }
      fields.add(Map.entry(storable(header.getName()), storable(value)));
    }
    return HeaderFields.of(fields);
  }

  // PostgreSQL refuses NUL in text.
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
