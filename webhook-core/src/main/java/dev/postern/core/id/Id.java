package dev.postern.core.id;

import java.util.UUID;

/** An identifier whose {@code toString()} is what people, clients and logs see. */
public sealed interface Id
    permits ApiKeyId,
        AuditId,
        NoticeId,
        AttemptId,
        DeliveryId,
        EndpointId,
        EventId,
        JobId,
        ReceivedId,
        RejectionId,
        SecretId,
        SourceId,
        SubscriptionId,
        TenantId,
        UserId {
  UUID uuid();
}
