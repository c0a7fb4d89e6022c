package dev.postern.core.rest;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.postern.core.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a null for a field that there is not. A merge takes what is null away, so that nobody after
 * it could tell; any other value of such a field meets the mapper. Pure.
 */
final class UnknownNulls {
  private static final JavaType ANYTHING = Json.mapper().constructType(Object.class);

  private UnknownNulls() {}

  /**
   * A JSON pointer to the first one. Looks into records only: what else there is decides by itself
   * what it understands.
   */
  static Optional<String> first(JsonNode patch, List<Class<?>> records) {
    return in(patch, records.stream().map(each -> Json.mapper().constructType(each)).toList(), "");
  }

  private static Optional<String> in(JsonNode patch, List<JavaType> records, String pointer) {
    Map<String, JavaType> known = new HashMap<>();
    for (JavaType record : records) {
      if (!record.getRawClass().isRecord() || readsItself(record.getRawClass())) {
        return Optional.empty();
      }
      Json.mapper()
          .getDeserializationConfig()
          .introspect(record)
          .findProperties()
          .forEach(field ->
              known.put(
                  field.getName(),
                  field.getPrimaryMember().hasAnnotation(JsonDeserialize.class)
                      ? ANYTHING
                      : field.getPrimaryType()));
    }
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      String at = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
      JavaType type = known.get(field.getKey());
      if (type == null && field.getValue().isNull()) {
        return Optional.of(at);
      }
      Optional<String> within =
          type == null ? Optional.empty() : in(field.getValue(), List.of(type), at);
      if (within.isPresent()) {
        return within;
      }
    }
    return Optional.empty();
  }

  private static boolean readsItself(Class<?> type) {
    return type.isAnnotationPresent(JsonDeserialize.class);
  }
}
