package dev.postern.outbound.settle;

import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.ledger.HeadersJson;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Header fields as a JSON object, names in lower case, repeated fields joined as RFC 9110 section
 * 5.3 allows, cut before the field that would not fit into its column.
 */
final class HeaderJson {
  static final int REQUEST_LENGTH = 20_000;
  static final int RESPONSE_LENGTH = 40_000;

  private HeaderJson() {}

  static String of(HeaderFields fields, int length) {
    Map<String, String> joined = new LinkedHashMap<>();
    for (Map.Entry<String, String> field : fields.entries()) {
      joined.merge(
          field.getKey().toLowerCase(Locale.ROOT),
          field.getValue(),
          (first, second) -> first + ", " + second);
    }
    String json = HeadersJson.write(joined);
    while (json.length() > length) {
      joined.remove(joined.keySet().stream().reduce((first, second) -> second).orElseThrow());
      json = HeadersJson.write(joined);
    }
    return json;
  }
}
