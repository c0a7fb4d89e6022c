package dev.postern.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.schema.JsonSchema;
import dev.postern.core.schema.JsonSchema.Finding;
import dev.postern.ingest.SourceSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schema of a source's events, compiled when the first one comes. Thread-safe. */
public final class PayloadSchema {
  private final @Nullable JsonNode schema;
  private volatile @Nullable JsonSchema compiled;

  private PayloadSchema(@Nullable JsonNode schema) {
    this.schema = schema;
  }

  static PayloadSchema of(SourceSettings settings) {
    return new PayloadSchema(settings.jsonSchema());
  }

  public boolean present() {
    return schema != null;
  }

  /** The first place where the value does not fit; empty when it fits or there is no schema. */
  public Optional<Finding> mismatch(JsonNode value) {
    if (schema == null) {
      return Optional.empty();
    }
    try {
      return judge(schema).mismatches(value).stream().findFirst();
    } catch (IllegalArgumentException unusable) {
      // Stored before the rules for schemas that it breaks.
      return Optional.of(new Finding("", String.valueOf(unusable.getMessage())));
    }
  }

  private JsonSchema judge(JsonNode rules) {
    JsonSchema known = compiled;
    if (known == null) {
      known = JsonSchema.of(rules);
      compiled = known;
    }
    return known;
  }
}
