package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.ledger.DeliveryChange;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.settle.Settlement;
import jakarta.inject.Inject;
import java.util.Collection;

/** Tells those who watch what has been committed. Thread-safe. */
@Service
public class Announcer {
  private final DeliveryFeed feed;

  @Inject
  public Announcer(DeliveryFeed feed) {
    this.feed = feed;
  }

  void claimed(Collection<Dispatch> dispatches) {
    feed.changed(
        dispatches.stream()
            .map(dispatch -> change(dispatch.delivery(), DeliveryStatus.SENDING))
            .toList());
  }

  void settled(Collection<Settlement> settlements) {
    feed.changed(
        settlements.stream().map(s -> change(s.delivery(), status(s.decision()))).toList());
  }

  private static DeliveryStatus status(DeliveryDecision decision) {
    return switch (decision) {
      case DeliveryDecision.Delivered delivered -> DeliveryStatus.DELIVERED;
      case DeliveryDecision.Retry retry -> DeliveryStatus.RETRYING;
      case DeliveryDecision.Dead dead -> DeliveryStatus.DEAD;
    };
  }

  private static DeliveryChange change(ClaimedDelivery delivery, DeliveryStatus status) {
    return new DeliveryChange(
        delivery.tenant(), delivery.id(), delivery.event(), delivery.endpoint(), status);
  }
}
