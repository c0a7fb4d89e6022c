package dev.postern.outbound.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import dev.postern.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** CEL's values as JSON. What JSON has no word for is refused, never guessed. */
final class CelJson {
  private static final int MAX_DEPTH = 100;

  private final JsonNodeFactory nodes = JsonNodeFactory.withExactBigDecimals(true);
  private final Digits digits;

  CelJson(Digits digits) {
    this.digits = digits;
  }

  /**
   * @throws IllegalArgumentException one line
   */
  JsonNode node(Object value) {
    return node(value, 0);
  }

  private JsonNode node(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("the result is nested too deep");
    }
    return switch (value) {
      case NullValue none -> nodes.nullNode();
      case Boolean flag -> nodes.booleanNode(flag);
      case String text -> nodes.textNode(text);
      case Long number -> nodes.numberNode(number);
      case UnsignedLong number -> nodes.numberNode(number.bigIntegerValue());
      case Double number -> nodes.numberNode(digits.of(number));
      case Instant at -> nodes.textNode(Json.timestamp(at));
      case List<?> list -> {
        ArrayNode array = nodes.arrayNode(list.size());
        list.forEach(item -> array.add(node(item, depth + 1)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = nodes.objectNode();
        map.forEach((key, item) -> {
          if (!(key instanceof String name)) {
            throw new IllegalArgumentException("the result has a key that is no text");
          }
          object.set(name, node(item, depth + 1));
        });
        yield object;
      }
      default ->
          throw new IllegalArgumentException(
              "the result has a value that JSON has not: turn it into text with string()");
    };
  }
}
