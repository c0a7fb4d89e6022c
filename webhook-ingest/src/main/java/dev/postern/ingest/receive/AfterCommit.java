package dev.postern.ingest.receive;

import dev.postern.core.Service;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.signature.EventIdentity;
import dev.postern.ingest.ReceivedFeed;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.feed.LocalReceivedFeed;
import dev.postern.ingest.handover.Handover;
import dev.postern.ingest.handover.Recipients;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.store.NewReceived;
import jakarta.inject.Inject;

/** Who is told once a webhook is safe: the handover and whoever watches. */
@Service
public class AfterCommit {
  private final Recipients recipients;
  private final Handover handover;
  private final LocalReceivedFeed feed;

  @Inject
  public AfterCommit(Recipients recipients, Handover handover, LocalReceivedFeed feed) {
    this.recipients = recipients;
    this.handover = handover;
    this.feed = feed;
  }

  /** Whether it has to go on from here. */
  boolean awaited(LiveSource source, EventIdentity identity) {
    return source.settings().goesOn(source.tenant().mode())
        && recipients.wait(source, identity.eventType());
  }

  void stored(NewReceived row) {
    ReceivedStatus status = row.handOver() ? ReceivedStatus.RECEIVED : ReceivedStatus.PROCESSED;
    if (row.handOver()) {
      handover.wake();
    }
    feed.publish(
        row.tenant(),
        new ReceivedFeed.Webhook(row.source(), row.id(), row.identity().eventType(), status));
  }

  void repeated(NewReceived row, ReceivedId first) {
    feed.publish(row.tenant(), new ReceivedFeed.Duplicate(row.source(), first));
  }
}
