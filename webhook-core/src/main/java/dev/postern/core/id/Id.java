package dev.postern.core.id;

import java.time.Instant;
import java.util.UUID;

/** An identifier whose {@code toString()} is what people, clients and logs see. */
public sealed interface Id
    permits AlertChannelId,
        AlertMessageId,
        PauseId,
        ApiKeyId,
        AuditId,
        NoticeId,
        AttemptId,
        DeliveryId,
        DenyListId,
        EndpointId,
        EventId,
        JobId,
        MeasureId,
        ReceivedId,
        RejectionId,
        SecretId,
        SourceId,
        SubscriptionId,
        TenantId,
        UserId {
  UUID uuid();

  /** When it was made: a UUIDv7 begins with its milliseconds (RFC 9562 section 5.7). */
  default Instant madeAt() {
    return Instant.ofEpochMilli(uuid().getMostSignificantBits() >>> 16);
  }
}
