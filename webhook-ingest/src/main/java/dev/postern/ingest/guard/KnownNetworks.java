package dev.postern.ingest.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.receive.InboundWatch;
import dev.postern.ingest.receive.Sighting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Where good signatures of new events come from, shared by all nodes: a copy that somebody caught
 * has a good signature too. A network is written once an hour; of one node's news at most {@value
 * #MOST_NEWS} wait to be written. Thread-safe.
 */
@Service
public class KnownNetworks implements InboundWatch {
  private static final System.Logger LOG = System.getLogger(KnownNetworks.class.getName());
  private static final int MOST_NEWS = 10_000;

  /** A network that was good within that time is not blocked by itself. */
  static final Duration TRUSTED = Duration.ofDays(7);

  private final NetworkStore store;
  private final InstantSource time;
  private final Set<NetworkStore.Seen> news = ConcurrentHashMap.newKeySet();
  private final Cache<NetworkStore.Seen, Boolean> written =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(1)).build();

  @Inject
  public KnownNetworks(NetworkStore store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(this::flush, 5, 5, TimeUnit.SECONDS);
    scheduler.scheduleWithFixedDelay(this::sweep, 9, 60, TimeUnit.MINUTES);
  }

  @Override
  public void seen(Sighting sighting) {
    if (sighting.accepted() && news.size() < MOST_NEWS) {
      NetworkStore.Seen seen =
          new NetworkStore.Seen(
              sighting.source().id(), Networks.around(sighting.client()).toString());
      if (written.getIfPresent(seen) == null) {
        news.add(seen);
      }
    }
  }

  public void flush() {
    List<NetworkStore.Seen> batch = List.copyOf(news);
    if (batch.isEmpty()) {
      return;
    }
    try {
      store.seen(batch, time.instant());
      batch.forEach(seen -> written.put(seen, true));
      news.removeAll(batch);
    } catch (RuntimeException away) {
      LOG.log(System.Logger.Level.WARNING, "verified_networks_not_written", away);
    }
  }

  /** In CIDR notation. */
  public Set<String> trusted(SourceId source) {
    flush();
    return store.since(source, time.instant().minus(TRUSTED));
  }

  private void sweep() {
    try {
      store.deleteBefore(time.instant().minus(TRUSTED));
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.log(System.Logger.Level.WARNING, "verified_networks_sweep_failed", away);
    }
  }
}
