package dev.postern.ingest.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
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

  /** What does not fit is left out, field by field. This runs for every request. */
  public static String write(HeaderFields headers) {
    StringBuilder pairs = new StringBuilder(512).append('[');
    for (Map.Entry<String, String> field : headers.entries()) {
      int before = pairs.length();
      pairs.append(before == 1 ? "[\"" : ",[\"");
      quote(field.getKey(), pairs);
      pairs.append("\",\"");
      quote(isCredential(field.getKey()) ? BLANK : field.getValue(), pairs);
      pairs.append("\"]");
      if (pairs.length() > MAX_CHARACTERS) {
        pairs.setLength(before);
      }
    }
    return pairs.append(']').toString();
  }

  private static boolean isCredential(String name) {
    return CREDENTIALS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** PostgreSQL keeps no NUL in text. */
  private static void quote(String text, StringBuilder to) {
    JsonStringEncoder.getInstance()
        .quoteAsString(text.indexOf(0) < 0 ? text : text.replace("\0", ""), to);
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
