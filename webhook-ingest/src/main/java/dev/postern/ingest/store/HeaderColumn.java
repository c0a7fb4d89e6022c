package dev.postern.ingest.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.postern.core.json.Json;
import dev.postern.core.signature.HeaderFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Header fields as one column of JSON pairs, credentials blanked. */
public final class HeaderColumn {
  private static final int MAX_CHARACTERS = 60_000;
  private static final String BLANK = "[redacted]";
  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "x-gitlab-token",
          "x-telegram-bot-api-secret-token",
          "x-api-key");

  private HeaderColumn() {}

  /** What does not fit is left out, field by field. */
  public static String write(HeaderFields headers) {
    ArrayNode pairs = Json.mapper().createArrayNode();
    int left = MAX_CHARACTERS;
    for (Map.Entry<String, String> field : headers.entries()) {
      String value =
          CREDENTIALS.contains(field.getKey().toLowerCase(Locale.ROOT)) ? BLANK : field.getValue();
      String pair = Json.mapper().createArrayNode().add(field.getKey()).add(value).toString();
      left -= pair.length() + 1;
      if (left >= 0) {
        pairs.addArray().add(field.getKey()).add(value);
      }
    }
    // PostgreSQL keeps no NUL in text.
    return pairs.toString().replace("\\u0000", "");
  }

  public static HeaderFields read(String column) {
    try {
      List<Map.Entry<String, String>> fields = new ArrayList<>();
      for (JsonNode pair : Json.mapper().readTree(column)) {
        fields.add(Map.entry(pair.path(0).asText(), pair.path(1).asText()));
      }
      return HeaderFields.of(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored headers cannot be read.", e);
    }
  }
}
