package dev.postern.outbound.dispatch;

import dev.postern.core.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is sent of an event.
 *
 * @param payload the exact bytes of a standard delivery; not copied, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per attempt buys nothing
record Message(String eventId, String type, byte[] payload, Origin origin) {

  /**
   * Where it comes from and what is still to be done to it.
   *
   * @param transformation of its subscription; null: none
   * @param traceparent of the request that published it; null: it named no trace
   */
  record Origin(
      TenantId tenant,
      Instant occurredAt,
      @Nullable String channel,
      @Nullable String transformation,
      @Nullable String traceparent) {
    Origin(
        TenantId tenant,
        Instant occurredAt,
        @Nullable String channel,
        @Nullable String transformation) {
      this(tenant, occurredAt, channel, transformation, null);
    }
  }
}
