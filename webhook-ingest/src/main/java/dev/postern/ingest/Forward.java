package dev.postern.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Where a verified webhook goes next.
 *
 * @param publish whether it becomes an event for the tenant's subscriptions
 * @param typePrefix dot-separated words put before the provider's event type, or null
 */
public record Forward(boolean publish, @Nullable String typePrefix) {
  public static final Forward NOWHERE = new Forward(false, null);
}
