package dev.postern.outbound.publish;

import dev.postern.core.Service;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.DeliveryWakeUp;
import dev.postern.outbound.ledger.DeliveryFeed;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;

/** Tells the engine and who is watching, once the deliveries are committed. */
@Service
class Announcement {
  private final Transactions transactions;
  private final DeliveryFeed feed;
  // Lazily: the engine behind it is built from much of this module.
  private final Provider<DeliveryWakeUp> wakeUp;

  @Inject
  Announcement(Transactions transactions, DeliveryFeed feed, Provider<DeliveryWakeUp> wakeUp) {
    this.transactions = transactions;
    this.feed = feed;
    this.wakeUp = wakeUp;
  }

  /** Within the transaction that made them. */
  void of(List<PlannedDelivery> deliveries) {
    if (deliveries.isEmpty()) {
      return;
    }
    transactions.afterCommit(() -> {
      if (!deliveries.stream().allMatch(PlannedDelivery::held)) {
        wakeUp.get().deliveriesWaiting();
      }
      feed.changed(deliveries.stream().map(PlannedDelivery::change).toList());
    });
  }
}
