package dev.postern.core.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a line stands for that is not in a file, where the file is all there shall be: the default,
 * as the API gives it to what is new. Most are nothing at all; those that are something are here.
 */
public final class Defaults {
  private static final Map<Part, String> SOMETHING =
      Map.of(
          Part.EVENT_TYPES,
          """
          {"description":""}
          """,
          Part.ENDPOINTS,
          """
          {"description":"","signature_formats":["standard"],"cloudevents_mode":"structured",
           "payload":"event","timeout_seconds":30,"ordering":"none","suspend_after_failures":10,
           "suspend_min_seconds":300}
          """,
          Part.SOURCES,
          """
          {"rate_limit":{"requests":100,"per_seconds":60},"max_body_bytes":1048576,
           "success_status":200,"auto_response":"none","countries":{"allow":[],"deny":[]},
           "forward":{"publish":false,"type_prefix":null,"include_headers":false,"raw_body":false}}
          """,
          Part.ALERT_CHANNELS,
          """
          {"min_severity":"warning"}
          """,
          Part.DENY_LISTS,
          """
          {"refresh_seconds":3600}
          """);

  /**
   * Left alone by silence: what a thing is, what a person switches, and a window whose default is
   * the provider's.
   */
  private static final Set<String> LEFT_ALONE =
      Set.of("provider", "kind", "mode", "enabled", "archived", "replay_window_seconds");

  private Defaults() {}

  /** Those of a part that are something. */
  public static ObjectNode of(Part part) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(SOMETHING.get(part));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it takes to bring back the defaults of what the file does not say and there is. */
  static ObjectNode restored(
      List<String> fields, ObjectNode defaults, JsonNode wanted, JsonNode before) {
    ObjectNode restored = JsonNodeFactory.instance.objectNode();
    for (String field : fields) {
      JsonNode usual = defaults.path(field);
      boolean differs =
          usual.isMissingNode() ? isSet(before.path(field)) : differs(before, field, usual);
      if (differs && !wanted.has(field) && !LEFT_ALONE.contains(field)) {
        restored.set(field, usual.isMissingNode() ? restored.nullNode() : usual);
      }
    }
    return restored;
  }

  private static boolean differs(JsonNode before, String field, JsonNode usual) {
    return before.has(field) && !before.path(field).equals(usual);
  }

  private static boolean isSet(JsonNode value) {
    boolean empty = value.isContainerNode() && value.isEmpty();
    return !value.isMissingNode() && !value.isNull() && !empty;
  }
}
