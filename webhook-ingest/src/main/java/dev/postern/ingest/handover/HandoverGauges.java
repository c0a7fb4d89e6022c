package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** How far the handover is behind, of all nodes, at the moment somebody asks. */
@Service
public class HandoverGauges {
  private static final System.Logger LOG = System.getLogger(HandoverGauges.class.getName());

  private final MetricRegistry registry;
  private final HandoverQueue queue;
  private final InstantSource time;

  @Inject
  HandoverGauges(MetricRegistry registry, HandoverQueue queue, InstantSource time) {
    this.registry = registry;
    this.queue = queue;
    this.time = time;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event, PlatformConfig platform) {
    if (platform.roles().contains(PlatformConfig.NodeRole.INGEST)) {
      gauge(
          "postern_handover_waiting",
          "Webhooks that wait for their handover.",
          HandoverQueue::waiting);
      gauge(
          "postern_handover_oldest_seconds",
          "Age of the oldest webhook that waits for its handover.",
          store ->
              store
                  .oldest()
                  .map(id -> Duration.between(id.madeAt(), time.instant()).toMillis() / 1000.0)
                  .orElse(0.0));
    }
  }

  private void gauge(String name, String description, ToDoubleFunction<HandoverQueue> figure) {
    registry.gauge(
        Metadata.builder().withName(name).withDescription(description).build(),
        queue,
        store -> read(store, figure));
  }

  /** Not a number while the store is away. */
  private static double read(HandoverQueue store, ToDoubleFunction<HandoverQueue> figure) {
    try {
      return figure.applyAsDouble(store);
    } catch (StoreException away) {
      LOG.log(System.Logger.Level.DEBUG, "gauge_unread", away);
      return Double.NaN;
    }
  }
}
