package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.access.store.ApiKeyStore;
import dev.postern.core.id.ApiKeyId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * When each key was used last: remembered in memory, written every {@value #PAUSE_SECONDS} seconds,
 * so that it costs no write per request. A crash loses at most that. Thread-safe.
 */
@Service
public class KeyUses {
  private static final System.Logger LOG = System.getLogger(KeyUses.class.getName());
  private static final int PAUSE_SECONDS = 10;

  private final ApiKeyStore store;
  private final InstantSource time;
  private final ScheduledExecutorService timer;
  private final ConcurrentHashMap<ApiKeyId, Instant> pending = new ConcurrentHashMap<>();

  @Inject
  KeyUses(ApiKeyStore store, InstantSource time, ScheduledExecutorService timer) {
    this.store = store;
    this.time = time;
    this.timer = timer;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    timer.scheduleWithFixedDelay(this::flush, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  /** The caller has been let in just now. Callers that are no stored keys leave no mark. */
  public void used(Caller caller) {
    ApiKeyId.parse(caller.id()).ifPresent(key -> pending.put(key, time.instant()));
  }

  @PreDestroy
  void flush() {
    Map<ApiKeyId, Instant> batch = new HashMap<>(pending);
    if (batch.isEmpty()) {
      return;
    }
    try {
      store.used(batch);
      batch.forEach(pending::remove);
    } catch (RuntimeException e) {
      // The database is away: what was seen stays for the next flush.
      LOG.log(System.Logger.Level.WARNING, "api_key_uses_flush_failed", e);
    }
  }
}
