package dev.postern.ingest;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One verified webhook as it arrived.
 *
 * @param headers as received, credentials blanked
 * @param verifiedBy the secret version that proved it; null where the provider proves by other
 *     means
 * @param duplicates how often the same event came again
 * @param differingDuplicates how many of those had another body
 */
public record ReceivedWebhook(
    ReceivedId id,
    SourceId source,
    EventIdentity identity,
    Instant receivedAt,
    HeaderFields headers,
    Content content,
    @Nullable SecretId verifiedBy,
    ReceivedStatus status,
    int duplicates,
    int differingDuplicates) {

  /**
   * The raw body.
   *
   * @param bytes null in lists when the body is over {@link ReceivedWebhooks#LISTED_BODY_BYTES}
   * @param size in bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
  public record Content(byte @Nullable [] bytes, int size) {}
}
