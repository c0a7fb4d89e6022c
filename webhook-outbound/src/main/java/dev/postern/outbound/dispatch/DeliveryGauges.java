package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.PlatformConfig.NodeRole;
import dev.postern.core.store.Database;
import dev.postern.core.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What a node that delivers is like at the moment somebody asks. */
@Service
public class DeliveryGauges {
  private static final System.Logger LOG = System.getLogger(DeliveryGauges.class.getName());

  private final MetricRegistry registry;
  private final DeliveryWorker worker;
  private final Database database;

  @Inject
  DeliveryGauges(MetricRegistry registry, DeliveryWorker worker, Database database) {
    this.registry = registry;
    this.worker = worker;
    this.database = database;
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event, PlatformConfig platform) {
    if (platform.roles().contains(NodeRole.DELIVER)) {
      registry.gauge(
          metadata("postern_deliveries_in_flight", "Deliveries this node has leased."),
          worker,
          DeliveryWorker::sending);
      registry.gauge(
          metadata("postern_endpoints_suspended", "Endpoints the machine has stopped sending to."),
          this,
          gauges ->
              gauges.count("select count(*) as n from endpoint_health where status = 'SUSPENDED'"));
      registry.gauge(
          metadata("postern_endpoints_circuit_open", "Endpoints whose breaker is not closed."),
          this,
          gauges ->
              gauges.count(
                  """
                  select count(*) as n from endpoint_health
                   where status = 'ACTIVE' and breaker <> 'CLOSED'
                  """));
    }
  }

  /** Not a number while the store is away. */
  private double count(String sql) {
    try {
      return database.queryOne(sql, row -> (double) row.number("n")).orElse(0.0);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "gauge_unread", e);
      return Double.NaN;
    }
  }

  private static Metadata metadata(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }
}
