package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.access.store.ApiKeyStore;
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
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells of API keys that end within days although they are in use. */
@Service
public class KeyExpiryWatch {
  static final String KIND = "api_key.expiring";
  private static final Duration AHEAD = Duration.ofDays(7);
  private static final Duration IN_USE = Duration.ofDays(7);

  private final ApiKeyStore store;
  private final Stamp stamp;
  private final NoticeRound round;

  @Inject
  public KeyExpiryWatch(
      ApiKeyStore store, Notices notices, Transactions transactions, Stamp stamp) {
    this.store = store;
    this.stamp = stamp;
    this.round = new NoticeRound(KIND, notices, transactions, this::ending);
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService timer) {
    timer.scheduleWithFixedDelay(this::round, 4, 60, TimeUnit.MINUTES);
  }

  void round() {
    round.run();
  }

  private List<Notice> ending() {
    Instant now = stamp.now();
    return store.ending(now, now.plus(AHEAD), now.minus(IN_USE)).stream()
        .map(KeyExpiryWatch::notice)
        .toList();
  }

  private static Notice notice(ApiKey key) {
    return new Notice(
        key.tenant(),
        KIND,
        Notice.Severity.WARNING,
        KIND + ":" + key.id(),
        "The API key \"%s\" (%s…) is in use and ends at %s."
            .formatted(
                key.name(), key.prefix(), Json.timestamp(Objects.requireNonNull(key.expiresAt()))),
        Map.of("api_key_id", key.id().toString()));
  }
}
