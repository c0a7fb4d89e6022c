package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.ingest.ReceivedFeed;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.Source;
import dev.postern.ingest.Sources;
import dev.postern.ingest.feed.LocalReceivedFeed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a handover ended: whoever looks, the meters, and, when a webhook is given up, the
 * people who should know. One incident for each source; it ends when somebody has its webhooks
 * processed again.
 */
@Service
public class Announcement {
  public static final String DEAD = "handover.dead";

  private final LocalReceivedFeed feed;
  private final HandoverWatch watch;
  private final Notices notices;
  private final Sources sources;
  private final InstantSource time;

  @Inject
  public Announcement(
      LocalReceivedFeed feed,
      HandoverWatch watch,
      Notices notices,
      Sources sources,
      InstantSource time) {
    this.feed = feed;
    this.watch = watch;
    this.notices = notices;
    this.sources = sources;
    this.time = time;
  }

  void tried(Recipient recipient, Outcome outcome) {
    watch.tried(recipient, outcome);
  }

  void ended(Claimed claimed, @Nullable String type, ReceivedStatus status) {
    watch.ended(status, Duration.between(claimed.id().madeAt(), time.instant()));
    feed.publish(
        claimed.tenant(), new ReceivedFeed.Webhook(claimed.source(), claimed.id(), type, status));
  }

  /** In the transaction that gives the webhook up. */
  void givenUp(Claimed claimed, @Nullable String type) {
    String name =
        sources
            .find(claimed.tenant(), claimed.source())
            .map(Source::name)
            .orElseGet(() -> claimed.source().toString());
    notices.raise(
        new Notice(
            claimed.tenant(),
            DEAD,
            Notice.Severity.WARNING,
            incident(claimed.source()),
            "A webhook of the source \""
                + name
                + "\" was taken in but not handed over, and will not be tried again by itself.",
            Map.of(
                "source_id",
                claimed.source().toString(),
                "received_id",
                claimed.id().toString(),
                "event_type",
                type == null ? "" : type,
                "attempts",
                Integer.toString(claimed.attempt()))));
  }

  /** In the transaction that puts one of its webhooks in line again. */
  void seenTo(TenantId tenant, SourceId source) {
    notices.resolve(tenant, incident(source));
  }

  private static String incident(SourceId source) {
    return DEAD + ":" + source;
  }
}
