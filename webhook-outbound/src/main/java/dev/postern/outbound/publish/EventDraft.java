package dev.postern.outbound.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that somebody wants published.
 *
 * @param externalId the publisher's own id, at most 128 characters: the same one is the same event
 * @param type dot-separated words of {@code [A-Za-z0-9_]+}, at most 256 characters
 * @param timestamp when it happened; null: now
 * @param channel reaches only subscriptions that name it or name none
 * @param orderingKey events of one key keep their order at endpoints that ask for it
 */
public record EventDraft(
    @Nullable String externalId,
    String type,
    JsonText data,
    @Nullable Instant timestamp,
    @Nullable String channel,
    @Nullable String orderingKey) {

  public static EventDraft of(String type, JsonText data) {
    return new EventDraft(null, type, data, null, null, null);
  }
}
