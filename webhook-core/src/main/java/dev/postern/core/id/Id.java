package dev.postern.core.id;

import java.util.UUID;

/** An identifier whose {@code toString()} is what people, clients and logs see. */
public sealed interface Id
    permits ApiKeyId,
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
}
