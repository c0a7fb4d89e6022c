package dev.postern.adminui.overview;

import com.vaadin.flow.component.Component;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.IntakePulse;
import dev.postern.ingest.ReceivedFeed;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.Pulse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads what the overview shows from both halves. */
@Service
public class OverviewDoors {
  private static final int NEWEST = 10;
  private final Pulse pulse;
  private final IntakePulse intake;
  private final Endpoints endpoints;
  private final DeliveryLists lists;
  private final OverviewFeeds feeds;

  @Inject
  OverviewDoors(
      Pulse pulse,
      IntakePulse intake,
      Endpoints endpoints,
      DeliveryLists lists,
      OverviewFeeds feeds) {
    this.pulse = pulse;
    this.intake = intake;
    this.endpoints = endpoints;
    this.lists = lists;
    this.feeds = feeds;
  }

  /** The last hour in numbers, and what waits now. */
  record Numbers(
      long received,
      long refused,
      Map<DeliveryStatus, Pulse.Count> deliveries,
      Pulse.Count waiting) {
    Pulse.Count of(DeliveryStatus status) {
      return deliveries.getOrDefault(status, new Pulse.Count(0));
    }
  }

  Numbers numbers(Visit visit, Instant since) {
    TenantId tenant = visit.tenantTo(Permission.READ);
    return new Numbers(
        intake.received(tenant, since),
        intake.refused(tenant, since),
        pulse.since(tenant, since),
        pulse.waiting(tenant));
  }

  List<Endpoint> endpoints(Visit visit) {
    return endpoints
        .list(visit.tenantTo(Permission.READ), PageRequest.first(PageRequest.MAX_LIMIT))
        .data();
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

  void follow(Component view, Visit visit, Runnable redraw) {
    feeds.follow(view, visit, redraw);
  }

  /** Both feeds as one. */
  @Service
  public static class OverviewFeeds {
    private final DeliveryFeed deliveries;
    private final ReceivedFeed received;
    private final LiveUpdates live;

    @Inject
    OverviewFeeds(DeliveryFeed deliveries, ReceivedFeed received, LiveUpdates live) {
      this.deliveries = deliveries;
      this.received = received;
      this.live = live;
    }

    void follow(Component view, Visit visit, Runnable redraw) {
      live.follow(
          view,
          heard -> {
            TenantId tenant = visit.tenantTo(Permission.READ);
            DeliveryFeed.Listening out = deliveries.subscribe(tenant, change -> heard.run());
            ReceivedFeed.Subscription in = received.subscribe(tenant, update -> heard.run());
            return () -> {
              out.close();
              in.close();
            };
          },
          redraw);
    }
  }
}
