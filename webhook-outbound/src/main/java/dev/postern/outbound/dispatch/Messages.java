package dev.postern.outbound.dispatch;

import dev.postern.core.id.DeliveryId;
import dev.postern.outbound.claim.ClaimedDelivery;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What the engine reads of the ledger. Thread-safe. */
interface Messages {

  /**
   * The messages of these deliveries, in one look-up: the first whatever it weighs, and more as
   * long as their payloads together stay within so many bytes.
   */
  Loaded load(Collection<ClaimedDelivery> claimed, long mostBytes);

  /**
   * What one look-up found. Nothing is found of a delivery whose event is gone, or whose
   * subscription is: what that had left out of the event must not go out.
   *
   * @param tooMuch those whose payloads were left in the store
   */
  record Loaded(Map<DeliveryId, Message> messages, Set<DeliveryId> tooMuch) {}

  /** How many attempts of the delivery's budget the receiver refused. */
  int refusals(ClaimedDelivery delivery);
}
