package dev.postern.outbound.eventtype;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a type.
 *
 * @param schema JSON Schema 2020-12 of {@code data}; null: anything
 * @param example of {@code data}; fits the schema
 */
public record Contents(String description, @Nullable JsonNode schema, @Nullable JsonNode example) {}
