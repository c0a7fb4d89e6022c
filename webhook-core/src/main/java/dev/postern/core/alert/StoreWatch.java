package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.NoticeId;
import dev.postern.core.id.Stamp;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Patience;
import dev.postern.core.store.SharedLoads;
import dev.postern.core.store.StoreException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Tells the platform's channels that the store is away: the one trouble that no row can tell of. It
 * keeps their targets in memory for that. Every node tells for itself and says which it is, for
 * without the store nodes cannot agree on one; PagerDuty sees one incident. For one thread.
 */
@Service
public class StoreWatch {
  private static final System.Logger LOG = System.getLogger(StoreWatch.class.getName());
  static final Duration TOLD_AFTER = Duration.ofSeconds(30);

  /** Between two incidents that this node tells of: a store that comes and goes is one trouble. */
  static final Duration PACE = Duration.ofMinutes(15);

  /** For each statement: a store that is silent is away, and this is who has to say so. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String KIND = "store.unavailable";

  private final AlertStores stores;
  private final AlertSender sender;
  private final Stamp stamp;
  private final String publicUrl;
  private final String node;
  private final SharedLoads<String, Map<AlertChannelId, AlertTarget>> looks;
  private final Map<AlertChannelId, AlertTarget> targets = new LinkedHashMap<>();
  private @Nullable Instant awaySince;
  private @Nullable RaisedNotice told;
  private @Nullable Instant toldAt;

  @Inject
  public StoreWatch(
      AlertStores stores,
      AlertSender sender,
      Stamp stamp,
      PlatformConfig platform,
      Settings settings,
      ExecutorService threads) {
    this.stores = stores;
    this.sender = sender;
    this.stamp = stamp;
    this.publicUrl = platform.publicUrl();
    this.looks = new SharedLoads<>(threads, PATIENCE.multipliedBy(2));
    // What containers and systemd call the machine; to look it up might take as long as DNS does.
    this.node = settings.text("hostname").orElse("localhost") + ":" + platform.httpPort();
  }

  public void look() {
    Instant now = stamp.now();
    try {
      Map<AlertChannelId, AlertTarget> present = looks.get(KIND, this::present);
      targets.clear();
      targets.putAll(present);
    } catch (StoreException away) {
      LOG.log(System.Logger.Level.DEBUG, "store_away", away);
      begin(now);
      return;
    }
    awaySince = null;
    RaisedNotice over = told;
    if (over != null) {
      told = null;
      tell(ended(over, now), true);
    }
  }

  private void begin(Instant now) {
    Instant since = awaySince == null ? now : awaySince;
    awaySince = since;
    boolean paced = toldAt != null && now.isBefore(toldAt.plus(PACE));
    if (told == null && !paced && !now.isBefore(since.plus(TOLD_AFTER))) {
      told = notice(since);
      toldAt = now;
      tell(told, false);
    }
  }

  private Map<AlertChannelId, AlertTarget> present() {
    return Patience.within(PATIENCE, this::channels);
  }

  private Map<AlertChannelId, AlertTarget> channels() {
    Map<AlertChannelId, AlertTarget> present = new LinkedHashMap<>();
    for (AlertChannel channel :
        stores.channels().list(null, PageRequest.first(PageRequest.MAX_LIMIT))) {
      if (channel.edit().enabled() && channel.edit().rules().want(notice(stamp.now()))) {
        stores.target(channel.id()).ifPresent(target -> present.put(channel.id(), target));
      }
    }
    return present;
  }

  private void tell(RaisedNotice notice, boolean resolved) {
    AlertContent content =
        new AlertContent(notice, resolved, publicUrl, publicUrl + "/", "platform|" + KIND);
    targets.forEach((id, target) -> {
      AlertOutcome outcome = sender.send(notice.id() + (resolved ? "-over" : ""), target, content);
      if (!(outcome instanceof AlertOutcome.Sent)) {
        LOG.log(System.Logger.Level.WARNING, "store_alert_not_sent channel={0}", id);
      }
    });
  }

  private RaisedNotice notice(Instant since) {
    return new RaisedNotice(
        new NoticeId(stamp.id()),
        null,
        KIND,
        Notice.Severity.CRITICAL,
        KIND,
        "Node "
            + node
            + " cannot reach or use the database. Providers and publishers are answered 503 until"
            + " it is back; nothing is accepted that is not stored.",
        Map.of(),
        since,
        since,
        1,
        null);
  }

  private static RaisedNotice ended(RaisedNotice open, Instant now) {
    return new RaisedNotice(
        open.id(),
        null,
        open.kind(),
        open.severity(),
        open.incident(),
        open.sentence(),
        open.details(),
        open.raisedAt(),
        open.lastRaisedAt(),
        open.count(),
        now);
  }
}
