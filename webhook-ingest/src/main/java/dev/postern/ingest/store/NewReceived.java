package dev.postern.ingest.store;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.signature.EventIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verified webhook on its way into the database.
 *
 * @param identity already fit for its columns: see {@link StorableIdentity}
 * @param headers as written by {@link HeaderColumn}
 * @param handOver whether anybody waits for it
 */
public record NewReceived(
    ReceivedId id,
    TenantId tenant,
    SourceId source,
    EventIdentity identity,
    Instant receivedAt,
    @Nullable SecretId verifiedBy,
    String headers,
    Body body,
    boolean handOver) {

  /**
   * Raw bytes and their SHA-256.
   *
   * @param proof SHA-256 of what proved the request that brought it
   */
  @SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
  public record Body(byte[] bytes, byte[] sha256, byte[] proof) {}

  /** What makes it one with its repetitions: mostly the event's id, sometimes more than that. */
  EventKey key() {
    return new EventKey(source, identity.deduplicationKey());
  }
}
