package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.handover.EventSink;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.ReceivedFeed;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.ingest.feed.LocalReceivedFeed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hands over one webhook: the event and the settling of its lease in one transaction. */
@Service
public class HandoverTask {
  private static final System.Logger LOG = System.getLogger(HandoverTask.class.getName());

  private final HandoverRooms rooms;
  private final EventSink sink;
  private final Transactions transactions;
  private final LocalReceivedFeed feed;
  private final List<Duration> retries;

  @Inject
  public HandoverTask(
      HandoverRooms rooms,
      EventSink sink,
      Transactions transactions,
      LocalReceivedFeed feed,
      IngestConfig config) {
    this.rooms = rooms;
    this.sink = sink;
    this.transactions = transactions;
    this.feed = feed;
    this.retries = config.handover().retries();
  }

  /** Never throws: whatever happens to one webhook is its own affair. */
  void run(Claimed claimed) {
    try {
      transactions.run(() -> handOver(claimed));
    } catch (RuntimeException failed) {
      LOG.log(
          System.Logger.Level.WARNING,
          "handover_failed received=" + claimed.id() + " attempt=" + claimed.attempt(),
          failed);
      giveBack(claimed);
    }
  }

  private void handOver(Claimed claimed) {
    Optional<Cargo> cargo = rooms.cargo().find(claimed);
    if (!rooms.queue().settle(claimed, ReceivedStatus.PROCESSED)) {
      // Another node has it now, or it was purged: either way not ours to hand over.
      LOG.log(System.Logger.Level.INFO, "handover_lease_lost received={0}", claimed.id());
      return;
    }
    cargo
        .filter(found -> found.forward().publish())
        .ifPresent(found -> sink.accept(claimed.tenant(), EventMaker.event(found)));
    transactions.afterCommit(
        () -> tell(claimed, cargo.map(Cargo::eventType).orElse(null), ReceivedStatus.PROCESSED));
  }

  private void giveBack(Claimed claimed) {
    try {
      boolean last = claimed.attempt() > retries.size();
      boolean held =
          transactions.required(() ->
              last
                  ? rooms.queue().settle(claimed, ReceivedStatus.DEAD)
                  : rooms.queue().retry(claimed, retries.get(claimed.attempt() - 1)));
      if (held) {
        tell(claimed, null, last ? ReceivedStatus.DEAD : ReceivedStatus.RETRYING);
      }
    } catch (RuntimeException away) {
      // The lease runs out and the row is due again: nothing is lost, it only takes longer.
      LOG.log(
          System.Logger.Level.WARNING, "handover_not_given_back received=" + claimed.id(), away);
    }
  }

  private void tell(
      Claimed claimed, @org.jspecify.annotations.Nullable String type, ReceivedStatus status) {
    feed.publish(
        claimed.tenant(), new ReceivedFeed.Webhook(claimed.source(), claimed.id(), type, status));
  }
}
