package dev.postern.core.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Secrets by reference: {@code {from_env: NAME}} stands for what the environment holds. */
public final class References {
  static final String WORD = "from_env";

  private final Function<String, Optional<String>> environment;

  public References(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  static boolean isOne(JsonNode value) {
    return value.isObject() && value.size() == 1 && value.path(WORD).isTextual();
  }

  /** Refuses what would otherwise be left out, and made up by the node. */
  ObjectNode allResolved(ObjectNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (isOne(field.getValue())) {
        String name = field.getValue().path(WORD).asText();
        if (environment.apply(name).filter(value -> !value.isEmpty()).isEmpty()) {
          throw new IllegalArgumentException(
              "%s is to come from the environment, which has no %s: set it, or leave '%s' out of the file"
                  .formatted(field.getKey(), name, field.getKey()));
        }
      }
    }
    return resolved(object);
  }

  /** The same with every reference replaced; one that the environment lacks is left out. */
  ObjectNode resolved(ObjectNode object) {
    ObjectNode resolved = object.deepCopy();
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(resolved.properties());
    for (Map.Entry<String, JsonNode> field : fields) {
      if (isOne(field.getValue())) {
        Optional<String> value = environment.apply(field.getValue().path(WORD).asText());
        resolved.remove(field.getKey());
        value.ifPresent(text -> resolved.put(field.getKey(), text));
      }
    }
    return resolved;
  }
}
