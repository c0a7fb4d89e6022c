package dev.postern.outbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.outbound.Findings;
import dev.postern.outbound.eventtype.Contents;
import dev.postern.outbound.eventtype.EventTypes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be said of an event type in a request; what is left out or null is the default. */
public record EventTypeBody(
    @Nullable String name,
    @Nullable String description,
    @Nullable JsonNode schema,
    @Nullable JsonNode example,
    @Nullable Boolean archived) {

  /** 422 without one. */
  String named() {
    if (name == null) {
      new Findings().add("missing_field", "/name", "An event type has a name.").raise();
    }
    return Objects.requireNonNull(name);
  }

  EventTypes.Edit edit() {
    return new EventTypes.Edit(
        new Contents(Objects.requireNonNullElse(description, ""), absent(schema), absent(example)),
        Boolean.TRUE.equals(archived));
  }

  /** JSON's null is no schema, and no example worth showing. */
  private static @Nullable JsonNode absent(@Nullable JsonNode json) {
    return json == null || json.isNull() ? null : json;
  }
}
