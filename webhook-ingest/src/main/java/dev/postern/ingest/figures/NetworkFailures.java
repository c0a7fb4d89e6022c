package dev.postern.ingest.figures;

import dev.postern.core.Service;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.receive.InboundWatch;
import dev.postern.ingest.receive.Sighting;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts failed signatures by network and minute, apart from what is recorded of refusals: there an
 * hour's first clients are told apart, and whoever looks for those of a burst needs its own. Every
 * minute the first {@value #TOLD_APART} networks of a source are: one with a twentieth of the
 * failures is as good as surely among them, however many there are. Thread-safe.
 */
@Service
public class NetworkFailures implements InboundWatch {
  static final int TOLD_APART = 128;

  /** Stands for all networks beyond those that are told apart. */
  public static final String OTHERS = "";

  private static final System.Logger LOG = System.getLogger(NetworkFailures.class.getName());
  private static final int FLUSH_SECONDS = 5;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** As long as an alarm may look back. */
  static final Duration KEPT = Duration.ofHours(2);

  private final NetworkFailureStore store;
  private final Transactions transactions;
  private final InstantSource time;
  private final Counts<NetworkMinute, Long> counted = new Counts<>(Long::sum);
  private final ConcurrentHashMap<NetworkMinute, Set<String>> told = new ConcurrentHashMap<>();

  @Inject
  public NetworkFailures(NetworkFailureStore store, Transactions transactions, InstantSource time) {
    this.store = store;
    this.transactions = transactions;
    this.time = time;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(this::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
    scheduler.scheduleWithFixedDelay(this::sweep, 4, 10, TimeUnit.MINUTES);
  }

  @Override
  public void seen(Sighting sighting) {
    if (!sighting.failed()) {
      return;
    }
    NetworkMinute others =
        new NetworkMinute(
            sighting.source().tenant(),
            sighting.source().id(),
            Bucket.Span.MINUTE.start(time.instant()),
            OTHERS);
    String network = Networks.around(sighting.client()).toString();
    Set<String> known = told.computeIfAbsent(others, minute -> ConcurrentHashMap.newKeySet());
    if (known.size() < TOLD_APART) {
      known.add(network);
    }
    counted.add(known.contains(network) ? others.in(network) : others, 1L);
  }

  /** Writes what was counted; what cannot be written is kept for as long as it is asked for. */
  @PreDestroy
  public synchronized void flush() {
    Instant now = time.instant();
    told.keySet().removeIf(minute -> minute.start().isBefore(now.minus(MINUTE)));
    SortedMap<NetworkMinute, Long> failures = counted.take();
    if (failures.isEmpty()) {
      return;
    }
    boolean written = false;
    try {
      transactions.run(() -> store.add(failures));
      written = true;
    } catch (RuntimeException away) {
      LOG.log(System.Logger.Level.WARNING, "network_failures_not_written", away);
    } finally {
      if (!written) {
        failures.keySet().removeIf(minute -> minute.start().isBefore(now.minus(KEPT)));
        counted.giveBack(failures);
      }
    }
  }

  void sweep() {
    try {
      store.deleteBefore(time.instant().minus(KEPT));
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.log(System.Logger.Level.WARNING, "network_failures_sweep_failed", away);
    }
  }
}
