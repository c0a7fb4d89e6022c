package dev.postern.outbound.dispatch;

import dev.postern.core.id.DeliveryId;
import dev.postern.outbound.claim.ClaimedDelivery;
import java.util.Collection;
import java.util.Map;

/** What the engine reads of the ledger. Thread-safe. */
interface Messages {

  /** The messages of these deliveries, in one look-up. */
  Map<DeliveryId, Message> load(Collection<ClaimedDelivery> claimed);

  /** How many attempts of the delivery's budget the receiver refused. */
  int refusals(ClaimedDelivery delivery);
}
