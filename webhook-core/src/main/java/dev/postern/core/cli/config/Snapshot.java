package dev.postern.core.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What there is, as the API shows it.
 *
 * @param subscriptions of all endpoints
 */
public record Snapshot(
    JsonNode settings, Map<Part, List<JsonNode>> objects, List<JsonNode> subscriptions) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * As a file; secrets are named by where they would come from, never written.
   *
   * @throws IllegalArgumentException one sentence, when a file could not tell two objects apart
   */
  public ObjectNode exported() {
    ObjectNode file = JSON.objectNode().put("postern", 1);
    file.set("settings", settings);
    for (Part part : Part.values()) {
      refuseTwins(part);
      ArrayNode list = file.putArray(part.field());
      for (JsonNode object : objects.getOrDefault(part, List.of()).reversed()) {
        list.add(exported(part, object));
      }
    }
    return file;
  }

  /** What such a file leaves out, each in one sentence. */
  public List<String> leftOut() {
    return of(Part.DENY_LISTS).stream()
        .filter(list -> !list.path("url").isTextual())
        .map(list ->
            Part.DENY_LISTS.words(list)
                + " is imported by hand: its networks are not in the file (PUT …/entries)")
        .toList();
  }

  private void refuseTwins(Part part) {
    Map<String, JsonNode> seen = new HashMap<>();
    for (JsonNode object : of(part)) {
      JsonNode other = seen.put(part.key(object), object);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s is there twice (%s and %s), which a file cannot tell apart: rename or delete one"
                .formatted(
                    part.words(object), other.path("id").asText(), object.path("id").asText()));
      }
    }
  }

  List<JsonNode> of(Part part) {
    return objects.getOrDefault(part, List.of());
  }

  List<JsonNode> subscriptionsOf(JsonNode endpoint) {
    return subscriptions.stream()
        .filter(each -> each.path("endpoint_id").equals(endpoint.path("id")))
        .toList();
  }

  private ObjectNode exported(Part part, JsonNode object) {
    ObjectNode kept = part.kept(object);
    switch (part) {
      case EVENT_TYPES, DENY_LISTS -> {}
      case ALERT_CHANNELS ->
          kept.set(
              "target", JSON.objectNode().put(References.WORD, word(part, object) + "_TARGET"));
      case SOURCES -> kept.set("secret", reference(part, object));
      case ENDPOINTS -> {
        kept.set("secret", reference(part, object));
        Credentials.refer(kept, word(part, object));
        if (isDisabled(object)) {
          kept.put("enabled", false);
        }
        ArrayNode list = kept.putArray("subscriptions");
        subscriptionsOf(object).reversed().forEach(each -> list.add(Part.subscription(each)));
      }
    }
    return kept;
  }

  /** By a person; what the machine suspended comes back by itself. */
  static boolean isDisabled(JsonNode endpoint) {
    return endpoint.path("status").asText().equals("disabled");
  }

  private static ObjectNode reference(Part part, JsonNode object) {
    return JSON.objectNode().put(References.WORD, word(part, object) + "_SECRET");
  }

  /**
   * Its key as the beginning of a variable's name; a shell hands on none that begins with a digit.
   */
  private static String word(Part part, JsonNode object) {
    String word = part.key(object).replaceAll("^https?://", "").replaceAll("[^A-Za-z0-9]+", "_");
    return word.replaceAll("^_|_$", "").replaceAll("^(?=[0-9])", "_").toUpperCase(Locale.ROOT);
  }
}
