package dev.postern.adminui.overview;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
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
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryStatus;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** {@code /t/{tenant}/overview}: the last hour, what needs a person, what happens now. */
@Route(value = "t/:tenant/overview", layout = ConsoleLayout.class)
@PageTitle("Overview · Postern")
@PermitAll
@CdiComponent
public class OverviewView extends TenantView {
  private static final long serialVersionUID = 1L;
  private static final Duration WINDOW = Duration.ofHours(1);
  private final transient OverviewDoors doors;
  private final transient Times times;

  @Inject
  OverviewView(ConsoleUser people, OverviewDoors doors, Times times) {
    super(people);
    this.doors = doors;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    draw(visit);
    doors.follow(this, visit, () -> draw(visit));
  }

  private void draw(Visit visit) {
    List<Endpoint> endpoints = doors.endpoints(visit);
    List<Delivery> newest = doors.newest(visit);
    OverviewDoors.Numbers numbers = doors.numbers(visit, times.now().minus(WINDOW));
    removeAll();
    add(
        new ViewHeader("Overview", "The last hour of " + visit.name() + "."),
        figures(visit, numbers));
    List<Endpoint> troubled = endpoints.stream().filter(OverviewDoors::needsAttention).toList();
    if (!troubled.isEmpty()) {
      add(new Panel("Needs attention", attention(visit, troubled)));
    }
    if (endpoints.isEmpty() && newest.isEmpty()) {
      add(start(visit));
      return;
    }
    Panel recent =
        new Panel(
            "Recent deliveries",
            newest.isEmpty()
                ? new Paragraph("None yet: publish an event and it appears here.")
                : doors.table(visit, newest));
    recent.action(new Anchor(visit.path("deliveries"), "All deliveries"));
    add(recent);
  }

  private static Div figures(Visit visit, OverviewDoors.Numbers numbers) {
    Div row =
        new Div(
            new Figure(many(numbers.received()), "received", visit.path("received"), false),
            new Figure(
                many(numbers.refused()),
                "refused",
                visit.path("rejections"),
                numbers.refused() > 0),
            figure(visit, numbers, DeliveryStatus.DELIVERED, "delivered", false),
            figure(visit, numbers, DeliveryStatus.RETRYING, "failing, being retried", true),
            figure(visit, numbers, DeliveryStatus.DEAD, "given up", true),
            new Figure(
                numbers.waiting().words(),
                "waiting now",
                visit.path("deliveries?status=pending"),
                false));
    row.addClassName("figures");
    return row;
  }

  private static Figure figure(
      Visit visit,
      OverviewDoors.Numbers numbers,
      DeliveryStatus status,
      String name,
      boolean alarming) {
    return new Figure(
        numbers.of(status).words(),
        name,
        visit.path("deliveries?within=1h&status=" + status.word()),
        alarming && !numbers.of(status).none());
  }

  private static String many(long rows) {
    return rows > 10_000 ? "10,000+" : String.valueOf(rows);
  }

  private UnorderedList attention(Visit visit, List<Endpoint> troubled) {
    UnorderedList rows = new UnorderedList();
    rows.addClassName("rows");
    for (Endpoint endpoint : troubled) {
      Anchor link =
          new Anchor(
              visit.path("endpoints/" + endpoint.id()),
              DeliveryLists.shortUrl(endpoint.settings().url()));
      link.addClassName("url");
      Span why = new Span(why(endpoint));
      why.addClassName("hint");
      Div words = new Div(link, why);
      words.addClassName("grow");
      ListItem row = new ListItem(DeliveryWords.badge(endpoint), words);
      row.addClassName("row");
      if (endpoint.state().suspendedAt() != null) {
        row.add(times.age(endpoint.state().suspendedAt()));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String why(Endpoint endpoint) {
    String reason = endpoint.state().suspendedReason();
    return switch (endpoint.state().status()) {
      case ACTIVE -> endpoint.state().consecutiveFailures() + " failures in a row";
      case SUSPENDED -> reason == null ? "Deliveries are held." : reason;
      case DISABLED ->
          "gone".equals(endpoint.state().statusReason())
              ? "The receiver answered 410 (gone). Deliveries are held."
              : "Disabled by a person. Deliveries are held.";
    };
  }

  private Component start(Visit visit) {
    return new EmptyState(
        Icon.OVERVIEW,
        "Nothing flows yet",
        "Register an endpoint to send events out, or a source to take webhooks in. Then publish,"
            + " and watch this page: it keeps itself up to date.",
        Buttons.primary("Register an endpoint", click -> go(visit.path("endpoints"))),
        Buttons.plain("Add a source", click -> go(visit.path("sources"))));
  }

  private void go(String path) {
    getUI().ifPresent(ui -> ui.navigate(path));
  }
}
