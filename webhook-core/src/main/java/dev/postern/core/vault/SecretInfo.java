package dev.postern.core.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.id.SecretId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be told about a version; {@code value} is present only at creation, rotation and reveal.
 *
 * @param state {@code current}, {@code retiring} or {@code expired}
 * @param recent what it did lately, beside all versions together; only in listings
 */
public record SecretInfo(
    SecretId id,
    String state,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastVerifiedAt,
    long verifiedCount,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Recent recent,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value) {

  /**
   * The last 24 hours, by whole hours.
   *
   * @param verified by this version
   * @param total by all versions of the owner
   */
  public record Recent(long verified, long total) {

    /** Nobody used it although others were used: it may go. */
    public boolean safeToExpire() {
      return verified == 0 && total > 0;
    }
  }

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
        null,
        null);
  }

  SecretInfo showing(String text) {
    return new SecretInfo(
        id, state, createdAt, expiresAt, lastVerifiedAt, verifiedCount, recent, text);
  }

  SecretInfo with(Recent seen) {
    return new SecretInfo(
        id, state, createdAt, expiresAt, lastVerifiedAt, verifiedCount, seen, value);
  }

  /** Never prints the value. */
  @Override
  public String toString() {
    return "SecretInfo[" + id + " " + state + "]";
  }
}
