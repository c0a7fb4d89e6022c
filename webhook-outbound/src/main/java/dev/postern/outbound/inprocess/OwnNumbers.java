package dev.postern.outbound.inprocess;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.NumberSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * Numbers of an application's own classes: by default each would become whatever its {@code
 * toString} says, without quotes. One that says how it is written, as by {@code @JsonValue}, is
 * written so.
 */
final class OwnNumbers extends BeanSerializerModifier {
  private static final long serialVersionUID = 1L;

  @Override
  public JsonSerializer<?> modifySerializer(
      SerializationConfig config, BeanDescription description, JsonSerializer<?> serializer) {
    boolean own = !description.getBeanClass().getName().startsWith("java.");
    return own && serializer instanceof NumberSerializer ? new Refusal() : serializer;
  }

  private static final class Refusal extends StdSerializer<Object> {
    private static final long serialVersionUID = 1L;

    Refusal() {
      super(Object.class);
    }

    @Override
    public void serialize(Object number, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      throw JsonMappingException.from(
          out, "a number of type " + number.getClass().getName() + " has no form in JSON");
    }
  }
}
