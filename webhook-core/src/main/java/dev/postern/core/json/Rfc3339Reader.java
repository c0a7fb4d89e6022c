package dev.postern.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * RFC 3339 text only. A number could be seconds or milliseconds: nothing here guesses which.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
 */
final class Rfc3339Reader extends JsonDeserializer<Instant> {
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");
  // Outside of these an answer could not show the time in the same form.
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  @Override
  public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (!in.hasToken(JsonToken.VALUE_STRING)) {
      return (Instant) context.handleUnexpectedToken(Instant.class, in);
    }
    String text = in.getText();
    if (FORM.matcher(text).matches()) {
      try {
        Instant read = OffsetDateTime.parse(text).toInstant();
        if (!read.isBefore(FIRST) && !read.isAfter(LAST)) {
          return read;
        }
      } catch (DateTimeException notOnTheCalendar) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "no such time");
      }
    }
    return (Instant) context.handleWeirdStringValue(Instant.class, text, "not an RFC 3339 time");
  }
}
