package dev.postern.ingest.handle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.ingest.pipeline.InboundJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verified webhook as a handler gets it.
 *
 * @param eventId the provider's, or the hash of the body where it names none
 * @param headers as received, credentials blanked
 * @param body the raw bytes that were signed; do not change them
 * @param attempt 1 for the first
 * @param handler to whom it is given: the name that its outcomes are recorded under
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
public record IncomingWebhook(
    ReceivedId id,
    Origin origin,
    String eventId,
    @Nullable String eventType,
    Instant receivedAt,
    HeaderFields headers,
    byte[] body,
    int attempt,
    String handler) {

  /** One that no handler is named of, for tests of handlers. */
  public IncomingWebhook(
      ReceivedId id,
      Origin origin,
      String eventId,
      @Nullable String eventType,
      Instant receivedAt,
      HeaderFields headers,
      byte[] body,
      int attempt) {
    this(id, origin, eventId, eventType, receivedAt, headers, body, attempt, "");
  }

  /** Whose it is and where it came in. */
  public record Origin(TenantId tenant, SourceId source, String provider) {}

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Empty when the body is not one JSON value. */
  public Optional<JsonNode> json() {
    return InboundJson.parse(body);
  }

  /** Without body and headers. */
  @Override
  public String toString() {
    return "IncomingWebhook[" + id + " " + origin.provider() + " " + eventType + "]";
  }
}
