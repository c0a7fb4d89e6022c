package dev.postern.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.schema.JsonSchema;
import dev.postern.core.schema.JsonSchema.Finding;
import dev.postern.ingest.SourceSettings;
import java.util.List;
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
    JsonSchema known = compiled;
    if (known == null) {
      known = JsonSchema.of(schema);
      compiled = known;
    }
    List<Finding> findings = known.mismatches(value);
    return findings.stream().findFirst();
  }
}
