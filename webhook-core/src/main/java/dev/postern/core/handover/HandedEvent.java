package dev.postern.core.handover;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A received webhook on its way out.
 *
 * @param externalId the received webhook's id: makes the handover idempotent
 * @param type dot-separated words of {@code [A-Za-z0-9_]+}
 */
public record HandedEvent(String externalId, String type, Instant timestamp, JsonNode data) {}
