package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.config.IngestConfig;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ends a try: settled, to be tried again, or dead; and whoever watches is told. */
@Service
public class Conclusion {
  private static final System.Logger LOG = System.getLogger(Conclusion.class.getName());

  private final HandoverRooms rooms;
  private final Transactions transactions;
  private final Announcement announcement;
  private final InstantSource time;
  private final List<Duration> retries;
  private final Duration lease;

  @Inject
  public Conclusion(
      HandoverRooms rooms,
      Transactions transactions,
      Announcement announcement,
      InstantSource time,
      IngestConfig config) {
    this.rooms = rooms;
    this.transactions = transactions;
    this.announcement = announcement;
    this.time = time;
    this.retries = config.handover().retries();
    this.lease = config.handover().lease();
  }

  /** Notes a failure; false when the lease was lost, and with it the right to say so. */
  boolean note(Claimed claimed, String recipient, Outcome.Failed failed) {
    return transactions.required(() -> {
      boolean ours = rooms.queue().renew(claimed, lease);
      if (ours) {
        rooms.outcomes().record(claimed, recipient, failed, time.instant());
      }
      return ours;
    });
  }

  void processed(Claimed claimed, @Nullable String type) {
    end(
        claimed,
        type,
        ReceivedStatus.PROCESSED,
        () -> rooms.queue().settle(claimed, ReceivedStatus.PROCESSED));
  }

  void tried(Recipient recipient, Outcome outcome) {
    announcement.tried(recipient, outcome);
  }

  /** Somebody wants one of the source's webhooks to be tried again. */
  void seenTo(TenantId tenant, SourceId source) {
    announcement.seenTo(tenant, source);
  }

  /** It was settled by the recipient's own transaction. */
  void settled(Claimed claimed, @Nullable String type) {
    tell(claimed, type, ReceivedStatus.PROCESSED);
  }

  void dead(Claimed claimed, @Nullable String type) {
    end(claimed, type, ReceivedStatus.DEAD, () -> givenUp(claimed, type));
  }

  private boolean givenUp(Claimed claimed, @Nullable String type) {
    boolean ours = rooms.queue().settle(claimed, ReceivedStatus.DEAD);
    if (ours) {
      announcement.givenUp(claimed, type);
    }
    return ours;
  }

  /** Another try, or none when all were made. */
  void again(Claimed claimed, @Nullable String type) {
    if (claimed.attempt() > retries.size()) {
      dead(claimed, type);
    } else {
      Duration delay = retries.get(claimed.attempt() - 1);
      end(claimed, type, ReceivedStatus.RETRYING, () -> rooms.queue().retry(claimed, delay));
    }
  }

  private void end(
      Claimed claimed, @Nullable String type, ReceivedStatus status, BooleanSupplier change) {
    try {
      if (transactions.required(change::getAsBoolean)) {
        tell(claimed, type, status);
      }
    } catch (RuntimeException away) {
      // The lease runs out and the row is due again: nothing is lost, it only takes longer.
      LOG.log(System.Logger.Level.WARNING, "handover_not_concluded received=" + claimed.id(), away);
    }
  }

  private void tell(Claimed claimed, @Nullable String type, ReceivedStatus status) {
    announcement.ended(claimed, type, status);
  }
}
