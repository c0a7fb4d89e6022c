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

/** A source as the contract shows it; {@code secret} and {@code notice} only at creation. */
public record SourceView(
    SourceId id,
    String name,
    String provider,
    String ingestUrl,
    boolean enabled,
    @JsonUnwrapped SourceSettings settings,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SecretInfo secret,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String notice) {

  private static final String NO_SECRET_YET =
      "Nothing is accepted yet: give this source the secret or public key that the provider shows,"
          + " by rotating its secret.";

  static SourceView of(Source source) {
    return of(source, null, null);
  }

  static SourceView of(CreatedSource created) {
    return of(
        created.source(),
        created.secret().orElse(null),
        created.needsSecret() ? NO_SECRET_YET : null);
  }

  private static SourceView of(
      Source source, @Nullable SecretInfo secret, @Nullable String notice) {
    return new SourceView(
        source.id(),
        source.name(),
        source.provider(),
        source.ingestUrl(),
        source.enabled(),
        source
            .settings()
            .replaying((int) source.replayWindow().toSeconds())
            .seenIn(source.tenant().mode()),
        source.createdAt(),
        source.updatedAt(),
        secret,
        notice);
  }
}
