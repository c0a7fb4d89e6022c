package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.ledger.DeliveryChange;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.settle.Settled;
import dev.postern.outbound.stats.Tally;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;

/** Tells those who watch what has been committed. Thread-safe. */
@Service
public class Announcer {
  private final DeliveryFeed feed;
  private final DeliveryWatch watch;
  private final Tally tally;
  private final InstantSource time;

  @Inject
  Announcer(DeliveryFeed feed, DeliveryWatch watch, Tally tally, InstantSource time) {
    this.feed = feed;
    this.watch = watch;
    this.tally = tally;
    this.time = time;
  }

  void claimed(Collection<Dispatch> dispatches) {
    Instant now = time.instant();
    dispatches.stream()
        .map(Dispatch::delivery)
        .filter(delivery -> delivery.attempt() == 1)
        .forEach(delivery -> watch.begun(Duration.between(accepted(delivery), now)));
    feed.changed(
        dispatches.stream()
            .map(dispatch -> change(dispatch.delivery(), DeliveryStatus.SENDING))
            .toList());
  }

  void settled(Settled settled) {
    settled.kept().forEach(watch::settled);
    settled.lost().forEach(lost -> watch.leaseLost());
    tally.add(settled.kept());
    feed.changed(
        settled.kept().stream().map(s -> change(s.delivery(), status(s.decision()))).toList());
  }

  /** A delivery's id is made with it, and begins with its milliseconds. */
  private static Instant accepted(ClaimedDelivery delivery) {
    return Instant.ofEpochMilli(delivery.id().uuid().getMostSignificantBits() >>> 16);
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
