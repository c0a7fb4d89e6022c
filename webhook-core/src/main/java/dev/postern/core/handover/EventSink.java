package dev.postern.core.handover;

import dev.postern.core.id.TenantId;

/**
 * Takes an event into the outbound half. Implemented there, called by the inbound half, which knows
 * nothing else of it.
 */
public interface EventSink {
  /**
   * Commits the event and its deliveries, once: a second call with the same external id changes
   * nothing. Joins an open transaction.
   */
  void accept(TenantId tenant, HandedEvent event);
}
