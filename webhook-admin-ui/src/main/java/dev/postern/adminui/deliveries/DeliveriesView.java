package dev.postern.adminui.deliveries;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.jobs.JobDoors;
import dev.postern.adminui.jobs.RetryMany;
import dev.postern.adminui.part.Address;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Everything;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.LiveToggle;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.adminui.part.NewerRows;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryFeed;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * {@code /t/{tenant}/deliveries?status=&endpoint=&type=&within=&since=&until=&q=}: newest first,
 * live.
 */
@Route(value = "t/:tenant/deliveries", layout = ConsoleLayout.class)
@PageTitle("Deliveries · Postern")
@PermitAll
@CdiComponent
public class DeliveriesView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient Endpoints endpoints;
  private final transient DeliveryLists lists;
  private final transient DeliveryFeed feed;
  private final transient LiveUpdates live;
  private final transient JobDoors jobs;
  private final Div body = new Div();
  private final NewerRows newer = new NewerRows("deliveries");
  private @Nullable String drawnFor;
  private @Nullable DeliveryFilters filters;
  private DeliveryQuery query = DeliveryQuery.OPEN;

  @Inject
  DeliveriesView(
      ConsoleUser people, Endpoints endpoints, DeliveryLists lists, DeliveryFollowing following) {
    super(people);
    this.endpoints = endpoints;
    this.lists = lists;
    this.feed = following.feed();
    this.live = following.live();
    this.jobs = following.jobs();
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    if (!visit.slug().equals(drawnFor)) {
      frame(visit);
    }
    show(visit, DeliveryQuery.of(event.getLocation().getQueryParameters()));
  }

  private void show(Visit visit, DeliveryQuery wanted) {
    query = wanted;
    if (filters != null) {
      filters.show(query);
    }
    list(visit);
  }

  private void frame(Visit visit) {
    removeAll();
    drawnFor = visit.slug();
    // Its rows are read for the tenant that it was made for.
    newer.ofNone();
    filters =
        new DeliveryFilters(
            Everything.of(page -> endpoints.list(visit.tenantTo(Permission.READ), page)),
            lists.times(),
            wanted -> chosen(visit, wanted));
    body.addClassName("stack");
    add(
        new ViewHeader(
            "Deliveries",
            "One line for every event and subscriber. New ones appear by themselves.",
            actions(visit)),
        filters,
        newer,
        body);
    live.follow(
        this,
        heard -> feed.subscribe(visit.tenantTo(Permission.READ), change -> heard.run())::close,
        () -> arrived(visit));
  }

  private void chosen(Visit visit, DeliveryQuery wanted) {
    show(visit, wanted);
    getUI()
        .ifPresent(
            ui -> Address.show(ui, DeliveriesView.class, visit.parameters(), wanted.parameters()));
  }

  private Component[] actions(Visit visit) {
    Button past = Buttons.quiet("Jobs", click -> go(visit.path("jobs")));
    Button live = new LiveToggle(this, () -> arrived(visit));
    return visit.may(Permission.WRITE)
        ? new Component[] {live, past, Buttons.plain("Retry many…", click -> retryMany(visit))}
        : new Component[] {live, past};
  }

  /** What the filters show; given up ones, unless they ask for another status. */
  private void retryMany(Visit visit) {
    query
        .over(lists.now())
        .ifPresentOrElse(
            filter -> new RetryMany(jobs, visit, filter).open(),
            () -> Notice.refused("What is not over is sent anyway. Choose an ended status."));
  }

  private void list(Visit visit) {
    boolean none = lists.none(visit, query);
    if (!none && newer.ofAny()) {
      // Drawing a grid anew takes a browser longer than exchanging what is in it.
      newer.top();
      return;
    }
    body.removeAll();
    newer.ofNone();
    if (none) {
      body.add(query.open() ? nothingYet(visit) : noMatch(visit));
      return;
    }
    Grid<Delivery> fresh = lists.grid(visit);
    newer.of(fresh, lists.rows(fresh, visit, () -> query), Delivery::id);
    body.add(fresh);
  }

  private void arrived(Visit visit) {
    if (newer.ofAny()) {
      newer.arrived();
    } else {
      list(visit);
    }
  }

  private Component nothingYet(Visit visit) {
    return new EmptyState(
        Icon.DELIVERIES,
        "No deliveries yet",
        "Register an endpoint with a subscription and publish an event. Each delivery appears here"
            + " the moment it is made.",
        Buttons.primary("Go to endpoints", click -> go(visit.path("endpoints"))));
  }

  private Component noMatch(Visit visit) {
    return EmptyState.noMatch(
        "No delivery fits all of these filters.", query.time(), visit.path("deliveries"));
  }

  private void go(String path) {
    getUI().ifPresent(ui -> ui.navigate(path));
  }
}
