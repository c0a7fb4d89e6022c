package dev.postern.adminui.failures;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.Delivery;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;

/** {@code /t/{tenant}/failures}: suspended endpoints, and deliveries that were given up. */
@Route(value = "t/:tenant/failures", layout = ConsoleLayout.class)
@PageTitle("Failures · Postern")
@PermitAll
@CdiComponent
public class FailuresView extends TenantView {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 50;
  private final transient FailureDoors doors;

  @Inject
  FailuresView(ConsoleUser people, FailureDoors doors) {
    super(people);
    this.doors = doors;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    draw(visit);
  }

  private void draw(Visit visit) {
    List<Endpoint> held = doors.held(visit);
    List<Delivery> dead = doors.dead(visit, SHOWN);
    removeAll();
    add(
        new ViewHeader(
            "Failures", "Where the machine has stopped and a person decides how it goes on."));
    if (held.isEmpty() && dead.isEmpty()) {
      add(
          new EmptyState(
              Icon.CHECK,
              "Nothing has failed for good",
              "Endpoints that keep failing are suspended and listed here, and so is every delivery"
                  + " that was given up."));
      return;
    }
    if (!held.isEmpty()) {
      add(new Panel("Suspended and disabled endpoints", heldRows(visit, held)));
    }
    add(
        new Panel(
            "Given up",
            dead.isEmpty() ? new Paragraph("No delivery was given up.") : deadRows(visit, dead)));
  }

  private UnorderedList heldRows(Visit visit, List<Endpoint> held) {
    UnorderedList rows = new UnorderedList();
    rows.addClassName("rows");
    for (Endpoint endpoint : held) {
      Anchor link =
          new Anchor(
              visit.path("endpoints/" + endpoint.id()),
              DeliveryLists.shortUrl(endpoint.settings().url()));
      link.addClassName("url");
      String reason = endpoint.state().suspendedReason();
      Span why = new Span(reason == null ? "Deliveries are held." : reason);
      why.addClassName("hint");
      Div words = new Div(link, why);
      words.addClassName("grow");
      ListItem row =
          new ListItem(
              DeliveryWords.badge(endpoint),
              words,
              new Span(doors.waiting(visit, endpoint) + " waiting"),
              doors.times().age(endpoint.state().suspendedAt()));
      row.addClassName("row");
      if (visit.may(Permission.WRITE)) {
        row.add(
            Buttons.primary(
                "Re-enable", click -> doors.enableDialog(visit, endpoint, () -> draw(visit))));
      }
      rows.add(row);
    }
    return rows;
  }

  private Component deadRows(Visit visit, List<Delivery> dead) {
    Grid<Delivery> grid = doors.table(visit, dead);
    grid.addColumn(delivery -> DeliveryWords.because(delivery.statusReason()))
        .setHeader("Why")
        .setWidth("170px")
        .setFlexGrow(2);
    if (visit.may(Permission.WRITE)) {
      grid.addComponentColumn(delivery -> Buttons.quiet("Retry", click -> retry(visit, delivery)))
          .setWidth("92px")
          .setFlexGrow(0);
    }
    Div all = new Div(grid);
    all.addClassName("stack");
    if (dead.size() == SHOWN) {
      all.add(new Anchor(visit.path("deliveries?status=dead"), "All that were given up"));
    }
    return all;
  }

  private void retry(Visit visit, Delivery delivery) {
    doors.retry(visit, delivery);
    Notice.done("It is sent again now.");
    draw(visit);
  }
}
