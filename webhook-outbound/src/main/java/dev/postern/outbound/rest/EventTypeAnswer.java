package dev.postern.outbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.outbound.eventtype.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event type in an answer. */
public record EventTypeAnswer(
    String name,
    String description,
    @Nullable JsonNode schema,
    @Nullable JsonNode example,
    int version,
    boolean archived,
    Instant createdAt,
    Instant updatedAt) {
  static EventTypeAnswer of(EventType type) {
    return new EventTypeAnswer(
        type.name(),
        type.contents().description(),
        type.contents().schema(),
        type.contents().example(),
        type.version(),
        type.archived(),
        type.createdAt(),
        type.updatedAt());
  }
}
