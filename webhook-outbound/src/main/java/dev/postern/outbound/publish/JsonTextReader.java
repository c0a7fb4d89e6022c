package dev.postern.outbound.publish;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Copies one value token by token, so that a number keeps its very digits. */
final class JsonTextReader extends JsonDeserializer<JsonText> {
  @Override
  public JsonText deserialize(JsonParser in, DeserializationContext context) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = in.getCodec().getFactory().createGenerator(text)) {
      int depth = 0;
      for (JsonToken token = in.currentToken(); ; token = in.nextToken()) {
        if (token.isNumeric()) {
          out.writeNumber(in.getText());
        } else {
          out.copyCurrentEvent(in);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 0) {
          break;
        }
      }
    }
    return JsonText.trusted(text.toString());
  }

  /** JSON's null is a value too … */
  @Override
  public JsonText getNullValue(DeserializationContext context) {
    return JsonText.trusted("null");
  }

  /** … and a missing field is none. */
  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context) {
    return null;
  }
}
