package dev.postern.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Where a verified webhook goes next.
 *
 * @param publish whether it becomes an event for the tenant's subscriptions
 * @param typePrefix dot-separated words put before the provider's event type, or null
 * @param includeHeaders whether the event carries the request's headers, credentials blanked
 * @param rawBody whether the event carries the signed bytes as they came
 */
public record Forward(
    boolean publish, @Nullable String typePrefix, boolean includeHeaders, boolean rawBody) {
  public static final Forward NOWHERE = new Forward(false, null);

  /** The payload only. */
  public Forward(boolean publish, @Nullable String typePrefix) {
    this(publish, typePrefix, false, false);
  }
}
