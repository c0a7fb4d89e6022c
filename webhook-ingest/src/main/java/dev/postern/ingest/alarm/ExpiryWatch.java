package dev.postern.ingest.alarm;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.Stamp;
import dev.postern.core.json.Json;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.NoticeRound;
import dev.postern.core.notice.Notices;
import dev.postern.core.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells of an old secret that is about to end while the provider still signs with it. */
@Service
public class ExpiryWatch {
  static final String KIND = "source.secret_expiring";
  static final Duration AHEAD = Duration.ofHours(6);
  private static final Duration IN_USE = Duration.ofHours(24);

  private final ExpiryStore store;
  private final Stamp stamp;
  private final NoticeRound round;

  @Inject
  public ExpiryWatch(ExpiryStore store, Notices notices, Transactions transactions, Stamp stamp) {
    this.store = store;
    this.stamp = stamp;
    this.round = new NoticeRound(KIND, notices, transactions, this::ending);
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      PlatformConfig node,
      ScheduledExecutorService scheduler) {
    if (node.roles().contains(PlatformConfig.NodeRole.INGEST)) {
      scheduler.scheduleWithFixedDelay(this::round, 3, 30, TimeUnit.MINUTES);
    }
  }

  void round() {
    round.run();
  }

  private List<Notice> ending() {
    Instant now = stamp.now();
    return store.endingInUse(now, now.plus(AHEAD), now.minus(IN_USE)).stream()
        .map(ExpiryWatch::notice)
        .toList();
  }

  private static Notice notice(ExpiryStore.Ending ending) {
    return new Notice(
        ending.tenant(),
        KIND,
        Notice.Severity.WARNING,
        KIND + ":" + ending.source(),
        "The old secret of the source \"%s\" ends at %s, and requests of the last 24 hours were signed with it: they will be refused."
            .formatted(ending.name(), Json.timestamp(ending.at())),
        Map.of("source_id", ending.source().toString(), "expires_at", Json.timestamp(ending.at())));
  }
}
