package dev.postern.ingest.handover;

import dev.postern.core.id.ReceivedId;
import dev.postern.ingest.Forward;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is handed over, and where its source wants it now. */
@SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
record Cargo(
    ReceivedId id, @Nullable String eventType, Instant receivedAt, byte[] body, Forward forward) {}
