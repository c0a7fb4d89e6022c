package dev.postern.outbound.stats;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The door to an endpoint's figures; a few seconds behind. Thread-safe. */
@Service
public class EndpointStats {
  private static final System.Logger LOG = System.getLogger(EndpointStats.class.getName());
  private static final Duration FLUSH = Duration.ofSeconds(5);

  private final Tally tally;
  private final StatStore store;
  private final InstantSource time;
  private final ScheduledExecutorService timer;

  @Inject
  EndpointStats(Tally tally, StatStore store, InstantSource time, ScheduledExecutorService timer) {
    this.tally = tally;
    this.store = store;
    this.time = time;
    this.timer = timer;
  }

  /** Up to now: an hour, a day, a week. */
  public List<StatWindow> of(TenantId tenant, EndpointId endpoint) {
    return List.of(
        window(tenant, endpoint, "1h", Duration.ofHours(1)),
        window(tenant, endpoint, "24h", Duration.ofHours(24)),
        window(tenant, endpoint, "7d", Duration.ofDays(7)));
  }

  private StatWindow window(TenantId tenant, EndpointId endpoint, String name, Duration length) {
    return StatWindow.of(name, store.since(tenant, endpoint, time.instant().minus(length)));
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    timer.scheduleWithFixedDelay(
        this::flush, FLUSH.toMillis(), FLUSH.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void flush() {
    Map<Tally.Key, Long> taken = tally.take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      Instant now = time.instant();
      store.insert(taken, now);
    } catch (RuntimeException e) {
      tally.putBack(taken);
      LOG.log(System.Logger.Level.WARNING, "endpoint_stats_not_written", e);
    }
  }
}
