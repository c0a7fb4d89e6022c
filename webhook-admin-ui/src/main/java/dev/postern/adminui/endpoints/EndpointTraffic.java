package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.Pulse;
import jakarta.inject.Inject;
import java.util.List;

/** What goes to one endpoint, and what waits for it. */
@Service
public class EndpointTraffic {
  private static final int NEWEST = 8;
  private final DeliveryLists lists;
  private final Pulse pulse;
  private final DeliveryFeed feed;
  private final LiveUpdates live;

  @Inject
  EndpointTraffic(DeliveryLists lists, Pulse pulse, DeliveryFeed feed, LiveUpdates live) {
    this.lists = lists;
    this.pulse = pulse;
    this.feed = feed;
    this.live = live;
  }

  List<Delivery> newest(Visit visit, EndpointId endpoint) {
    return lists.newest(visit, new LedgerFilter(null, endpoint, null, null, null, null), NEWEST);
  }

  Component table(Visit visit, List<Delivery> rows) {
    return lists.table(visit, rows, "Recent deliveries");
  }

  public String waiting(Visit visit, EndpointId endpoint) {
    return pulse.waiting(visit.tenantTo(Permission.READ), endpoint).words();
  }

  void follow(Component view, Visit visit, EndpointId endpoint, Runnable redraw) {
    live.follow(
        view,
        heard ->
            feed.subscribe(
                    visit.tenantTo(Permission.READ),
                    change -> {
                      if (change.endpoint().equals(endpoint)) {
                        heard.run();
                      }
                    })
                ::close,
        redraw);
  }
}
