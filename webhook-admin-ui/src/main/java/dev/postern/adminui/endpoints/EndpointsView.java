package dev.postern.adminui.endpoints;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.SecretOnce;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.NewEndpoint;
import dev.postern.outbound.subscription.Subscription;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/endpoints?q=&status=}. */
@Route(value = "t/:tenant/endpoints", layout = ConsoleLayout.class)
@PageTitle("Endpoints · Postern")
@PermitAll
@CdiComponent
public class EndpointsView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient EndpointDoors doors;
  private final transient EndpointTraffic traffic;
  private final Div body = new Div();
  private @Nullable EndpointFilters filters;
  private @Nullable String drawnFor;

  @Inject
  EndpointsView(ConsoleUser people, EndpointDoors doors, EndpointTraffic traffic) {
    super(people);
    this.doors = doors;
    this.traffic = traffic;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    boolean none =
        doors
            .endpoints()
            .list(visit.tenantTo(Permission.READ), PageRequest.first(1))
            .data()
            .isEmpty();
    Component[] register =
        visit.may(Permission.WRITE)
            ? new Component[] {Buttons.primary("Register endpoint", click -> register(visit))}
            : new Component[0];
    if (none) {
      removeAll();
      drawnFor = null;
      add(
          new EmptyState(
              Icon.ENDPOINTS,
              "No endpoints yet",
              "An endpoint is a URL that gets your events, signed and retried until it answers. Its"
                  + " secret is shown to you once.",
              register));
    } else {
      EndpointFilters shown = frame(visit, register);
      shown.show(event.getLocation().getQueryParameters());
      body.removeAll();
      body.add(list(visit, shown));
    }
  }

  /** Stays while the filters change, so that whoever types in them goes on typing. */
  private EndpointFilters frame(Visit visit, Component... register) {
    EndpointFilters present = filters;
    if (present != null && visit.slug().equals(drawnFor)) {
      return present;
    }
    removeAll();
    EndpointFilters fresh = new EndpointFilters(visit);
    filters = fresh;
    drawnFor = visit.slug();
    body.addClassName("stack");
    add(new ViewHeader("Endpoints", "Where your events are delivered.", register), fresh, body);
    return fresh;
  }

  private Component list(Visit visit, EndpointFilters filters) {
    Grid<Endpoint> grid = grid(visit);
    if (filters.open()) {
      Grids.page(grid, page -> doors.endpoints().list(visit.tenantTo(Permission.READ), page));
      return grid;
    }
    List<Endpoint> found = doors.matching(visit, filters.words(), filters.status());
    grid.setItems(found);
    return found.isEmpty()
        ? EmptyState.noMatch("No endpoint fits these filters.", visit.path("endpoints"))
        : grid;
  }

  private Grid<Endpoint> grid(Visit visit) {
    Grid<Endpoint> grid = Grids.plain(Endpoint.class, "Endpoints");
    grid.addComponentColumn(endpoint -> DeliveryWords.badge(endpoint))
        .setHeader("Status")
        .setWidth("128px")
        .setFlexGrow(0);
    Grids.main(
        grid.addComponentColumn(endpoint -> name(visit, endpoint))
            .setHeader("Endpoint")
            .setWidth("190px")
            .setFlexGrow(3));
    grid.addComponentColumn(endpoint -> new Span(types(visit, endpoint)))
        .setHeader("Event types")
        .setWidth("140px")
        .setFlexGrow(2);
    Grids.wideOnly(
        grid.addColumn(endpoint -> endpoint.state().consecutiveFailures())
            .setHeader("Failures in a row")
            .setWidth("140px")
            .setFlexGrow(0));
    grid.addComponentColumn(endpoint -> traffic.figures().sparkline(visit, endpoint.id()))
        .setHeader("Last 24 hours")
        .setWidth("150px")
        .setFlexGrow(0);
    return grid;
  }

  private static Div name(Visit visit, Endpoint endpoint) {
    RouterLink link = new RouterLink();
    link.setRoute(EndpointView.class, visit.parameters(endpoint.id()));
    link.setText(DeliveryLists.shortUrl(endpoint.settings().url()));
    link.addClassName("url");
    Span description = new Span(endpoint.settings().description());
    description.addClassName("hint");
    Div cell = new Div(link, new Div(description));
    return cell;
  }

  private String types(Visit visit, Endpoint endpoint) {
    return doors.subscriptions().ofEndpoint(visit.tenantTo(Permission.READ), endpoint.id()).stream()
        .map(Subscription::settings)
        .flatMap(settings -> settings.eventTypes().stream())
        .distinct()
        .map(type -> "*".equals(type) ? "everything" : type)
        .collect(Collectors.joining(", "));
  }

  private void register(Visit visit) {
    new EndpointForm(doors, visit, made -> registered(visit, made)).open();
  }

  private void registered(Visit visit, NewEndpoint made) {
    getUI()
        .ifPresent(ui -> {
          ui.navigate(EndpointView.class, visit.parameters(made.endpoint().id()));
          new SecretOnce(
                  "The endpoint's secret",
                  "The receiver checks signatures with it (Standard Webhooks).",
                  Objects.requireNonNull(made.secret().value()))
              .open();
        });
  }
}
