package dev.postern.core.signature.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.signature.HeaderFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A vector's header fields: pairs of name and value in their order, or an object whose values are
 * texts or, for a field that occurs several times, arrays of texts.
 */
final class VectorHeaders {
  private final List<Map.Entry<String, String>> fields = new ArrayList<>();

  private VectorHeaders() {}

  /**
   * @param headers missing where the request has no fields
   * @throws IllegalArgumentException when it is neither
   */
  static HeaderFields of(JsonNode headers) {
    VectorHeaders read = new VectorHeaders();
    if (headers.isObject()) {
      headers.properties().forEach(member -> read.member(member.getKey(), member.getValue()));
    } else if (headers.isArray()) {
      headers.forEach(read::pair);
    } else if (!headers.isMissingNode()) {
      throw unreadable();
    }
    return HeaderFields.of(read.fields);
  }

  private void member(String name, JsonNode value) {
    if (value.isArray()) {
      value.forEach(one -> add(name, one));
    } else {
      add(name, value);
    }
  }

  private void pair(JsonNode pair) {
    if (!pair.isArray() || pair.size() != 2 || !pair.path(0).isTextual()) {
      throw unreadable();
    }
    add(pair.path(0).asText(), pair.path(1));
  }

  private void add(String name, JsonNode value) {
    if (name.isEmpty() || !value.isTextual()) {
      throw unreadable();
    }
    fields.add(Map.entry(name, value.asText()));
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "The vector's headers are neither pairs of texts nor an object of texts.");
  }
}
