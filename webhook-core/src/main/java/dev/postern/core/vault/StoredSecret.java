package dev.postern.core.vault;

import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version as it is stored: sealed.
 *
 * @param expiresAt null for the current version
 */
public record StoredSecret(
    SecretId id,
    TenantId tenant,
    UUID owner,
    byte[] ciphertext,
    Instant createdAt,
    @Nullable Instant expiresAt,
    long verifiedCount,
    @Nullable Instant lastVerifiedAt) {

  public boolean liveAt(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  /** Authenticated with the ciphertext: it opens only in this row. */
  String context() {
    return context(tenant, owner, id);
  }

  /** The same for a row that is not read whole. */
  public static String context(TenantId tenant, UUID owner, SecretId id) {
    return tenant + "|" + owner + "|" + id;
  }
}
