package dev.postern.adminui.deliveries;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.KeysetRows;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.Ledger;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Lists of deliveries as several views show them. */
@Service
public class DeliveryLists {
  private final Ledger ledger;
  private final Endpoints endpoints;
  private final Times times;

  @Inject
  DeliveryLists(Ledger ledger, Endpoints endpoints, Times times) {
    this.ledger = ledger;
    this.endpoints = endpoints;
    this.times = times;
  }

  Instant now() {
    return times.now();
  }

  Times times() {
    return times;
  }

  boolean none(Visit visit, DeliveryQuery query) {
    return newest(visit, query.filter(times.now()), 1).isEmpty();
  }

  public List<Delivery> newest(Visit visit, LedgerFilter filter, int limit) {
    return ledger
        .deliveries(visit.tenantTo(Permission.READ), filter, PageRequest.first(limit))
        .data();
  }

  public List<Delivery> heldAfterAttempts(Visit visit, EndpointId endpoint, int limit) {
    return ledger.heldAfterAttempts(visit.tenantTo(Permission.READ), endpoint, limit);
  }

  KeysetRows<Delivery> rows(Grid<Delivery> grid, Visit visit, Supplier<DeliveryQuery> query) {
    return Grids.page(
        grid,
        page ->
            ledger.deliveries(
                visit.tenantTo(Permission.READ), query.get().filter(times.now()), page));
  }

  /** A tall grid that scrolls on through the pages. */
  Grid<Delivery> grid(Visit visit) {
    Grid<Delivery> grid = columns(visit, "Deliveries");
    grid.setAllRowsVisible(false);
    grid.addClassName("fill");
    return grid;
  }

  /** A short grid of these rows only. */
  public Grid<Delivery> table(Visit visit, List<Delivery> rows, String label) {
    Grid<Delivery> grid = columns(visit, label);
    grid.setItems(rows);
    return grid;
  }

  private Grid<Delivery> columns(Visit visit, String label) {
    Grid<Delivery> grid = Grids.plain(Delivery.class, label);
    EndpointUrls urls =
        new EndpointUrls(endpoints, () -> visit.tenantTo(Permission.READ), times::now);
    grid.addComponentColumn(DeliveryWords::badge)
        .setHeader("Status")
        .setWidth("118px")
        .setFlexGrow(0);
    Grids.main(
        grid.addComponentColumn(delivery -> link(visit, delivery))
            .setHeader("Event type")
            .setWidth("150px")
            .setFlexGrow(2));
    grid.addComponentColumn(delivery -> target(urls.of(delivery.endpointId())))
        .setHeader("Endpoint")
        .setWidth("150px")
        .setFlexGrow(3);
    Grids.wideOnly(
        grid.addColumn(Delivery::attemptCount)
            .setHeader("Attempts")
            .setWidth("92px")
            .setFlexGrow(0));
    grid.addComponentColumn(delivery -> times.age(delivery.createdAt()))
        .setHeader("Created")
        .setWidth("112px")
        .setFlexGrow(0);
    Grids.wideOnly(
        grid.addComponentColumn(delivery -> IdText.shortened(delivery.id()))
            .setHeader("Id")
            .setWidth("146px")
            .setFlexGrow(0));
    return grid;
  }

  private static RouterLink link(Visit visit, Delivery delivery) {
    RouterLink link = new RouterLink();
    link.setRoute(DeliveryView.class, visit.parameters(delivery.id()));
    link.add(new Code(delivery.eventType()));
    return link;
  }

  private static Span target(String url) {
    Span target = new Span(shortUrl(url));
    target.setTitle(url);
    target.addClassName("url");
    return target;
  }

  /** What people call it: its description, with the URL that tells namesakes apart. */
  public static String name(Endpoint endpoint) {
    String url = shortUrl(endpoint.settings().url());
    String description = endpoint.settings().description();
    return description.isBlank() ? url : description + " (" + url + ")";
  }

  /** Host and path: the scheme says the least. */
  public static String shortUrl(String url) {
    int authority = url.indexOf("://");
    if (authority < 0) {
      return url;
    }
    String path = URI.create(url).getRawPath();
    return "/".equals(path)
        ? url.substring(authority + 3, url.length() - 1)
        : url.substring(authority + 3);
  }
}
