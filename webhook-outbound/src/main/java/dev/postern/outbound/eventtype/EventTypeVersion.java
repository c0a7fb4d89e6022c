package dev.postern.outbound.eventtype;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a type's data had to be from then on. */
public record EventTypeVersion(
    int version, @Nullable JsonNode schema, @Nullable JsonNode example, Instant createdAt) {}
