package dev.postern.core.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.id.SecretId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be told about a version; {@code value} is present only at creation, rotation and reveal.
 *
 * @param state {@code current}, {@code retiring} or {@code expired}
 */
public record SecretInfo(
    SecretId id,
    String state,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastVerifiedAt,
    long verifiedCount,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value) {

  static SecretInfo of(StoredSecret secret, Instant now) {
    String state =
        secret.expiresAt() == null ? "current" : secret.liveAt(now) ? "retiring" : "expired";
    return new SecretInfo(
        secret.id(),
        state,
        secret.createdAt(),
        secret.expiresAt(),
        secret.lastVerifiedAt(),
        secret.verifiedCount(),
        null);
  }

  SecretInfo showing(String text) {
    return new SecretInfo(id, state, createdAt, expiresAt, lastVerifiedAt, verifiedCount, text);
  }

  /** Never prints the value. */
  @Override
  public String toString() {
    return "SecretInfo[" + id + " " + state + "]";
  }
}
