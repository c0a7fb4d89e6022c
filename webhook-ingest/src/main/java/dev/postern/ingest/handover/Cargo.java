package dev.postern.ingest.handover;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.ingest.Forward;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is handed over, and where its source wants it now.
 *
 * @param provider of its source
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
record Cargo(
    ReceivedId id,
    String provider,
    String eventId,
    @Nullable String eventType,
    Instant receivedAt,
    HeaderFields headers,
    byte[] body,
    Forward forward) {}
