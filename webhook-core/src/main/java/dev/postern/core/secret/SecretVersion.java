package dev.postern.core.secret;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a secret.
 *
 * @param id the stored version's id ({@code sec_…}); a verdict names it
 * @param expiresAt the first instant at which it no longer counts; null for the current version
 */
public record SecretVersion(
    String id, SecretText text, Instant createdAt, @Nullable Instant expiresAt) {

  /** Expiry is exact: live strictly before {@code expiresAt}, dead from that instant on. */
  public boolean liveAt(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  /**
   * The same version, dead from {@code instant} on, or earlier if it already was to die earlier.
   */
  SecretVersion expiringBy(Instant instant) {
    return expiresAt != null && expiresAt.isBefore(instant)
        ? this
        : new SecretVersion(id, text, createdAt, instant);
  }
}
