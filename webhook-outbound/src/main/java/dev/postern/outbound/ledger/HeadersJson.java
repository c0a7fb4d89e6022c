package dev.postern.outbound.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.postern.core.json.Json;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How header fields stand in a text column: one JSON object, in their order. */
public final class HeadersJson {
  private static final TypeReference<LinkedHashMap<String, String>> HEADERS =
      new TypeReference<>() {};

  private HeadersJson() {}

  public static String write(Map<String, String> headers) {
    try {
      return Json.mapper().writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Map<String, String> read(String text) {
    try {
      return Json.mapper().readValue(text, HEADERS);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
