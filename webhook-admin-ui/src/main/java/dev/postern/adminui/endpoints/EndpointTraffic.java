package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What goes to one endpoint, what came back, and what waits for it. */
@Service
public class EndpointTraffic {
  private static final int NEWEST = 8;
  private final DeliveryLists lists;
  private final EndpointFigures figures;
  private final DeliveryFeed feed;
  private final LiveUpdates live;
  private final Times times;

  @Inject
  EndpointTraffic(
      DeliveryLists lists,
      EndpointFigures figures,
      DeliveryFeed feed,
      LiveUpdates live,
      Times times) {
    this.lists = lists;
    this.figures = figures;
    this.feed = feed;
    this.live = live;
    this.times = times;
  }

  List<Delivery> newest(Visit visit, EndpointId endpoint) {
    return lists.newest(visit, to(endpoint, null), NEWEST);
  }

  Component table(Visit visit, List<Delivery> rows) {
    return lists.table(visit, rows, "Recent deliveries");
  }

  public String waiting(Visit visit, EndpointId endpoint) {
    return figures.pulse().waiting(visit.tenantTo(Permission.READ), endpoint).words();
  }

  /** The last one of the deliveries that failed lately. */
  public Optional<Attempt> lastAttempt(Visit visit, EndpointId endpoint) {
    return figures.lastAttempt(
        visit,
        Stream.concat(
                lists.heldAfterAttempts(visit, endpoint, NEWEST).stream(),
                Stream.of(DeliveryStatus.RETRYING, DeliveryStatus.DEAD)
                    .flatMap(status -> lists.newest(visit, to(endpoint, status), NEWEST).stream()))
            .toList());
  }

  /** Why it does not take anything. */
  public String why(Endpoint endpoint) {
    String reason = endpoint.state().suspendedReason();
    if (endpoint.state().status() == EndpointStatus.SUSPENDED) {
      return reason == null ? "Deliveries are held." : reason + ".";
    }
    return "gone".equals(endpoint.state().statusReason())
        ? "The receiver answered 410 (gone), so nothing more is sent."
        : "A person disabled it.";
  }

  EndpointFigures figures() {
    return figures;
  }

  public Times times() {
    return times;
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

  private static LedgerFilter to(EndpointId endpoint, @Nullable DeliveryStatus status) {
    return new LedgerFilter(status, endpoint, null, null, null, null);
  }
}
