package dev.postern.outbound.inprocess;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.postern.core.id.Id;
import java.io.IOException;
import java.time.temporal.TemporalAccessor;
import java.util.UUID;

/** Keys of maps: by default anything would become whatever its {@code toString} says. */
final class KeyText extends JsonSerializer<Object> {
  @Override
  public void serialize(Object key, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeFieldName(
        switch (key) {
          case String text -> text;
          case Enum<?> constant -> constant.name();
          case Number number -> number.toString();
          case Boolean flag -> flag.toString();
          case UUID uuid -> uuid.toString();
          case Id id -> id.toString();
          case TemporalAccessor time -> time.toString();
          default ->
              throw JsonMappingException.from(
                  out, "a key of type " + key.getClass().getName() + " has no form in JSON");
        });
  }
}
