package dev.postern.outbound.inprocess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.postern.core.json.Json;
import dev.postern.outbound.inprocess.KeyText.RefusedKeyException;
import dev.postern.outbound.publish.JsonText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An object as the data of an event, or a clear refusal. */
final class EventJson {
  private static final ObjectWriter WRITER =
      Json.mapper()
          .copy()
          .registerModule(new EventModule())
          .writer()
          // Not "NaN", which is a text: it is written as it is, and then found to be no JSON.
          .without(JsonWriteFeature.WRITE_NAN_AS_STRINGS);

  private EventJson() {}

  private static final class EventModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    EventModule() {
      super("postern-events");
      setKeySerializers(new KeyText.OfEveryKey());
      setSerializerModifier(new OwnNumbers());
    }
  }

  /**
   * @throws UnwritableEventException naming the place and the reason, never a value
   */
  static JsonText of(String type, Object data) {
    try {
      String text = WRITER.writeValueAsString(data);
      read(type, text);
      return JsonText.trusted(text);
    } catch (JsonProcessingException e) {
      throw new UnwritableEventException(
          refusal(type) + place(e) + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Whatever wrote it: filters, schemas and receivers must be able to read it. */
  private static void read(String type, String text) {
    try {
      JsonNode unused = Json.mapper().readTree(text);
    } catch (StreamConstraintsException beyond) {
      throw new UnwritableEventException(
          refusal(type) + " that others read: " + beyond.getOriginalMessage(), beyond);
    } catch (JsonProcessingException notJson) {
      // The parser's message quotes what it found.
      throw new UnwritableEventException(
          refusal(type)
              + ": it holds a number that JSON has not (such as NaN), a field twice, or raw text",
          notJson);
    }
  }

  private static String refusal(String type) {
    return "The data of " + type + " cannot be written as JSON";
  }

  private static String place(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return "";
    }
    List<Reference> steps = mapping.getPath();
    boolean key =
        e instanceof RefusedKeyException
            && !steps.isEmpty()
            && steps.getLast().getFrom() instanceof Map;
    int shown = Math.min(10, key ? steps.size() - 1 : steps.size());
    if (shown == 0) {
      return "";
    }
    return steps.stream()
        .limit(shown)
        .map(step ->
            step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
        .collect(Collectors.joining("/", " at /", ""));
  }
}
