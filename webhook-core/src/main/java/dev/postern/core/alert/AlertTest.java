package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.NoticeId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.problem.Pace;
import dev.postern.core.problem.ProblemException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message by a channel at once, to see whether it arrives. Past the queue, at a pace of its
 * own: nobody's mailbox is to be filled by it.
 */
@Service
public class AlertTest {
  private final AlertChannels channels;
  private final AlertStores stores;
  private final AlertSender sender;
  private final AlertContents contents;
  private final Stamp stamp;

  @Inject
  public AlertTest(
      AlertChannels channels,
      AlertStores stores,
      AlertSender sender,
      AlertContents contents,
      Stamp stamp) {
    this.channels = channels;
    this.stores = stores;
    this.sender = sender;
    this.contents = contents;
    this.stamp = stamp;
  }

  /**
   * Also by a channel that is disabled. An incident that a target opens for it is closed again. 429
   * {@code rate_limited} after so many of one tenant as one channel may tell in the same time.
   */
  public AlertOutcome run(@Nullable TenantId tenant, AlertChannelId id) {
    AlertChannel channel = channels.get(tenant, id);
    AlertTarget target =
        stores.target(id).orElseThrow(() -> ProblemException.notFound("The alert channel"));
    Instant now = stamp.now();
    count(tenant, now);
    RaisedNotice notice =
        new RaisedNotice(
            new NoticeId(stamp.id()),
            tenant,
            "alert.test",
            Notice.Severity.INFO,
            "alert.test:" + id,
            "This is a test of the channel “" + channel.edit().name() + "”. Nothing is wrong.",
            Map.of("alert_channel_id", id.toString()),
            now,
            now,
            1,
            null);
    AlertOutcome outcome = sender.send(notice.id().toString(), target, contents.of(notice, false));
    if (outcome instanceof AlertOutcome.Sent && target.kind() == AlertKind.PAGERDUTY) {
      outcome = sender.send(notice.id().toString(), target, contents.of(notice, true));
    }
    channels.record(tenant, AlertChannels.change("tested", channel).to(outcome));
    return outcome;
  }

  private void count(@Nullable TenantId tenant, Instant now) {
    List<Instant> lately =
        stores.tests().lately(tenant, now.minus(AlertPace.WINDOW), AlertPace.MOST);
    Instant free = AlertPace.next(lately, now);
    if (free.isAfter(now)) {
      throw ProblemException.rateLimited(
          "Channels were tested %d times within ten minutes; that is enough for now."
              .formatted(AlertPace.MOST),
          new Pace("tests", AlertPace.MOST, AlertPace.WINDOW, Duration.between(now, free)));
    }
    stores.tests().insert(stamp.id(), tenant, now);
  }
}
