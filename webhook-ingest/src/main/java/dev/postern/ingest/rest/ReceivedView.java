package dev.postern.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.ReceivedWebhook;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A received webhook as the contract shows it.
 *
 * @param headers several values of one name joined by a comma, as RFC 9110 allows
 * @param body null when it is not UTF-8, or too large for a list
 */
public record ReceivedView(
    ReceivedId id,
    SourceId sourceId,
    String eventId,
    boolean eventIdDerived,
    @Nullable String eventType,
    Instant receivedAt,
    Map<String, String> headers,
    @Nullable String body,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String bodyBase64,
    int bodySize,
    @Nullable SecretId verifiedBy,
    String status,
    int duplicates,
    int differingDuplicates) {

  static ReceivedView of(ReceivedWebhook webhook) {
    byte[] bytes = webhook.content().bytes();
    String text = bytes == null ? null : utf8(bytes);
    return new ReceivedView(
        webhook.id(),
        webhook.source(),
        webhook.identity().eventId(),
        webhook.identity().derived(),
        webhook.identity().eventType(),
        webhook.receivedAt(),
        headers(webhook),
        text,
        bytes == null || text != null ? null : Base64.getEncoder().encodeToString(bytes),
        webhook.content().size(),
        webhook.verifiedBy(),
        webhook.status().word(),
        webhook.duplicates(),
        webhook.differingDuplicates());
  }

  private static Map<String, String> headers(ReceivedWebhook webhook) {
    Map<String, String> headers = new LinkedHashMap<>();
    webhook
        .headers()
        .entries()
        .forEach(field ->
            headers.merge(field.getKey(), field.getValue(), (one, more) -> one + ", " + more));
    return headers;
  }

  private static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      return null;
    }
  }
}
