package dev.postern.core.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.postern.core.id.ApiKeyId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it may be shown: its prefix, never its value.
 *
 * @param tenant the live id, whatever the key's mode: keys are the tenant's
 * @param reach what it may, and in which mode
 */
public record ApiKey(
    ApiKeyId id,
    @JsonIgnore TenantId tenant,
    String name,
    String prefix,
    @JsonUnwrapped KeyReach reach,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  public Role role() {
    return reach.role();
  }

  public boolean liveAt(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  Caller caller() {
    return new Caller(
        "api_key",
        id.toString(),
        name,
        Optional.of(tenant.in(reach.mode())),
        reach.role(),
        reach.permissions());
  }
}
