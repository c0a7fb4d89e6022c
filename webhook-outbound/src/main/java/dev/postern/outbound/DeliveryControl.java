package dev.postern.outbound;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;

/**
 * What people do to deliveries, carried out by the delivery engine. Thread-safe.
 *
 * <p>Every method joins the caller's open transaction and opens its own when there is none; nothing
 * is visible before the commit, and the engine wakes itself after it. Those that concern an
 * endpoint as a whole call {@link StatusGate#change} before they touch {@code endpoint_health} or
 * {@code delivery_queue}, so that no event is being published past them. The caller has checked
 * that endpoint and subscription belong to the tenant; ids of deliveries it has not.
 */
public interface DeliveryControl {

  /**
   * Makes the endpoint {@code ACTIVE} with its counters at zero and releases or ends what it held.
   * No effect on one that is active already.
   */
  void endpointEnabled(TenantId tenant, EndpointId endpoint, Backlog backlog);

  /**
   * Ends what an endpoint holds that is not active, in portions: called outside of any transaction
   * it has one for each, so that a long backlog keeps nobody waiting. {@link #endpointEnabled} with
   * {@link Backlog#SKIP} ends what has come since.
   */
  void skipBacklog(TenantId tenant, EndpointId endpoint);

  /** Makes the endpoint {@code DISABLED} (by a person) and holds what is waiting for it. */
  void endpointDisabled(TenantId tenant, EndpointId endpoint);

  /**
   * Ends every delivery of the endpoint that is not over, as {@code cancelled}, reason {@code
   * endpoint_deleted}. Called in the deleting transaction, after the rows of {@code endpoint} and
   * {@code endpoint_health} are gone: nothing is sent any more. A long backlog follows in portions.
   */
  void endpointDeleted(TenantId tenant, EndpointId endpoint);

  /**
   * Ends what waits for a subscription that is about to be deleted, reason {@code
   * subscription_deleted}; in portions, as {@link #skipBacklog}.
   */
  void endBacklog(TenantId tenant, SubscriptionId subscription);

  /** The same in the deleting transaction: what has come since. */
  void subscriptionDeleted(TenantId tenant, SubscriptionId subscription);

  /** Sends a delivery again soon, whatever it came to, or says what stands in the way. */
  Resent retry(TenantId tenant, DeliveryId delivery);

  /**
   * Ends a delivery that is not over, as {@code cancelled}, reason {@code cancelled_by_user}. False
   * when the tenant has no such delivery or it is over already.
   */
  boolean cancel(TenantId tenant, DeliveryId delivery);
}
