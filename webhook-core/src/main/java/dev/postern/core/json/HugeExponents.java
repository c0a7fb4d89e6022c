package dev.postern.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Refuses a number whose exponent no {@link java.math.BigDecimal} can hold ({@code 1E99999999999})
 * as every other text that is not within the limits: Jackson lets an unchecked {@link
 * NumberFormatException} escape, which nobody who reads JSON reckons with. Wants {@link
 * com.fasterxml.jackson.databind.DeserializationFeature#USE_BIG_DECIMAL_FOR_FLOATS}.
 */
public final class HugeExponents extends DelegatingDeserializer {
  private static final long serialVersionUID = 1L;

  private HugeExponents(JsonDeserializer<?> nodes) {
    super(nodes);
  }

  /** Reads trees of every kind so. */
  public static SimpleModule refused() {
    SimpleModule module = new SimpleModule("huge-exponents");
    module.addDeserializer(JsonNode.class, of(JsonNode.class));
    module.addDeserializer(ObjectNode.class, of(ObjectNode.class));
    module.addDeserializer(ArrayNode.class, of(ArrayNode.class));
    return module;
  }

  @SuppressWarnings("unchecked") // Jackson's deserializer for a kind of node makes that kind
  private static <T extends JsonNode> JsonDeserializer<T> of(Class<T> kind) {
    JsonDeserializer<?> nodes = new HugeExponents(JsonNodeDeserializer.getDeserializer(kind));
    return (JsonDeserializer<T>) nodes;
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> newNodes) {
    return new HugeExponents(newNodes);
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    try {
      return super.deserialize(parser, context);
    } catch (NumberFormatException e) {
      throw new StreamConstraintsException(
          "A number has an exponent that is too large.", parser.currentLocation());
    }
  }
}
