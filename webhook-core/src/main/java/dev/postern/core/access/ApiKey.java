package dev.postern.core.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.postern.core.id.ApiKeyId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An API key as it may be shown: its prefix, never its value. */
public record ApiKey(
    ApiKeyId id,
    @JsonIgnore TenantId tenant,
    String name,
    String prefix,
    Role role,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  public boolean liveAt(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
