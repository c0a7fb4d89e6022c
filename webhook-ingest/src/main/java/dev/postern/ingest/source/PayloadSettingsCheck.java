package dev.postern.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.problem.FieldError;
import dev.postern.core.schema.JsonSchema;
import dev.postern.ingest.EventLocation;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.SuccessAnswer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings about what is in a request and what is answered to it. */
final class PayloadSettingsCheck {
  private static final int MAX_SCHEMA = 30_000;
  private static final int MAX_ANSWER = 4_000;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+(; ?[ -~]{1,60})?");
  private static final Pattern PLACE =
      Pattern.compile(
          "header:[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}|body:(/([^~/]|~[01])*)+", Pattern.DOTALL);

  private PayloadSettingsCheck() {}

  static void collect(SourceSettings settings, List<FieldError> errors) {
    schema(settings.jsonSchema(), errors);
    EventLocation location = settings.eventLocation();
    if (location != null) {
      place("/event_location/id", location.id(), errors);
      place("/event_location/type", location.type(), errors);
    }
    SuccessAnswer answer = settings.successAnswer();
    if (answer != null) {
      answer(answer, settings.successStatus(), errors);
    }
  }

  private static void schema(@Nullable JsonNode schema, List<FieldError> errors) {
    if (schema == null) {
      return;
    }
    if (schema.toString().length() > MAX_SCHEMA) {
      errors.add(
          new FieldError("/json_schema", "A schema is at most " + MAX_SCHEMA + " characters."));
      return;
    }
    try {
      JsonSchema.check(schema)
          .forEach(finding ->
              errors.add(new FieldError("/json_schema" + finding.pointer(), finding.detail())));
      if (errors.isEmpty()) {
        JsonSchema.of(schema);
      }
    } catch (IllegalArgumentException unusable) {
      errors.add(new FieldError("/json_schema", String.valueOf(unusable.getMessage())));
    }
  }

  private static void place(String pointer, @Nullable String place, List<FieldError> errors) {
    if (place != null && (place.length() > 300 || !PLACE.matcher(place).matches())) {
      errors.add(
          new FieldError(pointer, "It is header:Name or body: and a JSON pointer, or null."));
    }
  }

  private static void answer(SuccessAnswer answer, int status, List<FieldError> errors) {
    if (status == 204) {
      errors.add(new FieldError("/success_answer", "An answer of status 204 has no body."));
    }
    if (answer.body() == null || answer.body().length() > MAX_ANSWER) {
      errors.add(
          new FieldError("/success_answer/body", "It is at most " + MAX_ANSWER + " characters."));
    }
    if (answer.contentType() == null || !MEDIA_TYPE.matcher(answer.contentType()).matches()) {
      errors.add(
          new FieldError("/success_answer/content_type", "It is a type such as text/plain."));
    }
  }
}
