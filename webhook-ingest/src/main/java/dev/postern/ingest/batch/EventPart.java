package dev.postern.ingest.batch;

import dev.postern.core.signature.EventIdentity;

/** One event of a request: its body, which is the request's own when it came alone. */
@SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
public record EventPart(byte[] body, EventIdentity identity) {}
