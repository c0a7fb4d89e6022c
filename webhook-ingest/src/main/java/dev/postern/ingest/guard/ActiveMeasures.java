package dev.postern.ingest.guard;

import dev.postern.core.Service;
import dev.postern.core.egress.Cidr;
import dev.postern.core.id.SourceId;
import dev.postern.core.store.SeldomLog;
import dev.postern.ingest.Measure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The measures in force, read once a second: every node acts on them within two. While the store is
 * away those that are known stay, and end exactly when they should. Thread-safe.
 */
@Service
public class ActiveMeasures {
  private static final SeldomLog LOG =
      new SeldomLog(System.getLogger(ActiveMeasures.class.getName()));

  private static final Comparator<Measure> STRICTEST_FIRST =
      Comparator.comparing(measure ->
          switch (measure.kind()) {
            case DISABLE_SOURCE -> 0;
            case BLOCK_NETWORK -> 1;
            case TIGHTEN_LIMIT -> 2;
          });

  private final MeasureStore store;
  private final InstantSource time;
  private volatile Map<SourceId, List<InForce>> bySource = Map.of();

  @Inject
  public ActiveMeasures(MeasureStore store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(this::refresh, 0, 1, TimeUnit.SECONDS);
  }

  MeasureStore store() {
    return store;
  }

  /** Also after a change on this node. */
  public void refresh() {
    try {
      bySource =
          store.active(time.instant()).stream()
              .map(InForce::of)
              .collect(Collectors.groupingBy(inForce -> inForce.measure().source()));
    } catch (RuntimeException away) {
      LOG.warn("measures_not_read", away);
    }
  }

  /** What closes the source to everybody, if anything does. */
  public Optional<Measure> closing(SourceId source, Instant now) {
    return bySource.getOrDefault(source, List.of()).stream()
        .map(InForce::measure)
        .filter(measure -> measure.kind() == Measure.Kind.DISABLE_SOURCE && measure.activeAt(now))
        .findFirst();
  }

  /** The strictest measure that concerns a request of this client. */
  public Optional<Measure> against(SourceId source, InetAddress client, Instant now) {
    return bySource.getOrDefault(source, List.of()).stream()
        .filter(inForce -> inForce.measure().activeAt(now) && inForce.concerns(client))
        .map(InForce::measure)
        .min(STRICTEST_FIRST);
  }

  private record InForce(Measure measure, @Nullable Cidr network) {
    static InForce of(Measure measure) {
      String network = measure.network();
      return new InForce(measure, network == null ? null : Cidr.parse(network));
    }

    boolean concerns(InetAddress client) {
      return network == null || network.contains(client);
    }
  }
}
