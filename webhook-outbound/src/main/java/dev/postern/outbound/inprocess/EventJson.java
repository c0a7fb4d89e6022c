package dev.postern.outbound.inprocess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.postern.core.json.Json;
import dev.postern.outbound.publish.JsonText;
import java.util.stream.Collectors;

/** An object as the data of an event, or a clear refusal. */
final class EventJson {
  private static final ObjectMapper MAPPER =
      Json.mapper()
          .copy()
          .registerModule(
              new SimpleModule("postern-events").addKeySerializer(Object.class, new KeyText()));

  private EventJson() {}

  /**
   * @throws UnwritableEventException naming the place and the reason, never a value
   */
  static JsonText of(String type, Object data) {
    try {
      return JsonText.trusted(MAPPER.writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new UnwritableEventException(
          "The data of "
              + type
              + " cannot be written as JSON"
              + place(e)
              + ": "
              + e.getOriginalMessage(),
          e);
    }
  }

  private static String place(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
        .limit(10)
        .map(step ->
            step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
        .collect(Collectors.joining("/", " at /", ""));
  }
}
