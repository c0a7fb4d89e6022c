package dev.postern.adminui.overview;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.vaadin.flow.component.Component;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.part.Everything;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Reads what the overview shows besides figures, and keeps it true. */
@Service
public class OverviewDoors {
  private static final int NEWEST = 10;
  private static final Duration FIGURES_AGE = Duration.ofSeconds(5);
  private final OverviewFigures figures;
  private final LoadingCache<TenantId, List<Endpoint>> latest;
  private final DeliveryLists lists;
  private final DeliveryFeed feed;
  private final LiveUpdates live;

  @Inject
  OverviewDoors(
      OverviewFigures figures,
      Endpoints endpoints,
      DeliveryLists lists,
      DeliveryFeed feed,
      LiveUpdates live) {
    this.figures = figures;
    this.latest =
        Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterWrite(OverviewFigures.SHARED)
            .build(tenant -> Everything.of(page -> endpoints.list(tenant, page)));
    this.lists = lists;
    this.feed = feed;
    this.live = live;
  }

  OverviewFigures figures() {
    return figures;
  }

  /** As they were two seconds ago at most: all who look at them share one reading. */
  List<Endpoint> endpoints(Visit visit) {
    return latest.get(visit.tenantTo(Permission.READ));
  }

  /** Not active, or failing at this moment. */
  static boolean needsAttention(Endpoint endpoint) {
    return endpoint.state().status() != EndpointStatus.ACTIVE
        || endpoint.state().consecutiveFailures() > 0;
  }

  List<Delivery> newest(Visit visit) {
    return lists.newest(visit, LedgerFilter.all(), NEWEST);
  }

  Component table(Visit visit, List<Delivery> rows) {
    return lists.table(visit, rows, "Recent deliveries");
  }

  /** Deliveries at once; figures as often as there are new ones. */
  void follow(Component view, Visit visit, Runnable deliveries, Runnable counted) {
    live.follow(
        view,
        heard -> feed.subscribe(visit.tenantTo(Permission.READ), change -> heard.run())::close,
        deliveries);
    live.every(
        view,
        FIGURES_AGE,
        () -> {
          counted.run();
          return true;
        });
  }
}
