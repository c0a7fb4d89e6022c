package dev.postern.outbound.inprocess;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleSerializers;
import dev.postern.core.id.Id;
import java.io.IOException;
import java.time.temporal.TemporalAccessor;
import java.util.UUID;

/** Keys of maps: by default anything would become whatever its {@code toString} says. */
final class KeyText extends JsonSerializer<Object> {
  /** Interfaces too, which are no subclasses of anything that could be registered. */
  static final class OfEveryKey extends SimpleSerializers {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription description) {
      return new KeyText();
    }
  }

  /** The library may add to its path what the key's {@code toString} says. */
  static final class RefusedKeyException extends JsonMappingException {
    private static final long serialVersionUID = 1L;

    RefusedKeyException(JsonGenerator out, String message) {
      super(out, message);
    }
  }

  @Override
  public void serialize(Object key, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeFieldName(
        switch (key) {
          case String text -> text;
          case Enum<?> constant -> constant.name();
          case Number number when number.getClass().getName().startsWith("java.") ->
              number.toString();
          case Boolean flag -> flag.toString();
          case UUID uuid -> uuid.toString();
          case Id id -> id.toString();
          case TemporalAccessor time -> time.toString();
          default ->
              throw new RefusedKeyException(
                  out, "a key of type " + key.getClass().getName() + " has no form in JSON");
        });
  }
}
