package dev.postern.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.postern.core.id.SourceId;
import dev.postern.core.vault.SecretInfo;
import dev.postern.ingest.CreatedSource;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A source as the contract shows it; {@code secret} only at creation. */
public record SourceView(
    SourceId id,
    String name,
    String provider,
    String ingestUrl,
    boolean enabled,
    @JsonUnwrapped SourceSettings settings,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SecretInfo secret) {

  static SourceView of(Source source) {
    return of(source, null);
  }

  static SourceView of(CreatedSource created) {
    return of(created.source(), created.secret().orElse(null));
  }

  private static SourceView of(Source source, @Nullable SecretInfo secret) {
    return new SourceView(
        source.id(),
        source.name(),
        source.provider(),
        source.ingestUrl(),
        source.enabled(),
        source.settings(),
        source.createdAt(),
        source.updatedAt(),
        secret);
  }
}
