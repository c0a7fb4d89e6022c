package dev.postern.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** RFC 3339 text only. A number could be seconds or milliseconds: nothing here guesses which. */
final class Rfc3339Reader extends JsonDeserializer<Instant> {
  @Override
  public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (!in.hasToken(JsonToken.VALUE_STRING)) {
      return (Instant) context.handleUnexpectedToken(Instant.class, in);
    }
    Optional<Instant> read = Rfc3339.parse(in.getText());
    return read.isPresent()
        ? read.get()
        : (Instant)
            context.handleWeirdStringValue(Instant.class, in.getText(), "not an RFC 3339 time");
  }
}
