package dev.postern.outbound.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import dev.postern.core.json.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An event's data as an expression sees it: CEL's own maps, lists, ints, doubles, null. */
public final class CelData {
  private CelData() {}

  /**
   * @param json one JSON value
   */
  public static Object of(String json) {
    try {
      return of(Json.mapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Object of(JsonNode tree) {
    return value(tree);
  }

  /** Whether an expression sees it as an int; all other numbers are the nearest double. */
  static boolean isInt(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(item -> list.add(value(item)));
        yield list;
      }
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> isInt(node) ? (Object) node.longValue() : (Object) node.doubleValue();
      case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
    };
  }
}
