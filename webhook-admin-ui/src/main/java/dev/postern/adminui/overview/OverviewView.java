package dev.postern.adminui.overview;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.chart.Charts;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.LiveToggle;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.stats.Span;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/overview?range=}: how it goes, what needs a person, what happens now. */
@Route(value = "t/:tenant/overview", layout = ConsoleLayout.class)
@PageTitle("Overview · Postern")
@PermitAll
@CdiComponent
public class OverviewView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient OverviewDoors doors;
  private final Div figures = new Div();
  private final Div recent = new Div();
  private transient OverviewFigures.@Nullable Snapshot shown;
  private transient @Nullable Recent latest;
  private Span span = Span.HOUR;

  private record Recent(List<Endpoint> endpoints, List<Delivery> newest) {}

  @Inject
  OverviewView(ConsoleUser people, OverviewDoors doors) {
    super(people);
    this.doors = doors;
    figures.addClassName("stack");
    recent.addClassName("stack");
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    span =
        event
            .getLocation()
            .getQueryParameters()
            .getSingleParameter("range")
            .flatMap(Span::of)
            .orElse(Span.HOUR);
    shown = null;
    latest = null;
    removeAll();
    ViewHeader header =
        new ViewHeader(
            "Overview",
            "How " + visit.name() + " does.",
            new LiveToggle(this, () -> redraw(visit)),
            ranges(visit));
    add(header, figures, recent);
    count(visit);
    deliveries(visit);
    doors.follow(this, visit, () -> deliveries(visit), () -> redraw(visit));
  }

  private void redraw(Visit visit) {
    count(visit);
    deliveries(visit);
  }

  private Nav ranges(Visit visit) {
    Nav nav = new Nav();
    nav.addClassName("ranges");
    nav.setAriaLabel("Range");
    for (Span each : Span.values()) {
      Anchor link = new Anchor(visit.path("overview?range=" + each.word()), label(each));
      link.getElement().setAttribute("router-link", true);
      if (each == span) {
        link.getElement().setAttribute("aria-current", "true");
      }
      nav.add(link);
    }
    return nav;
  }

  private static String label(Span span) {
    return switch (span) {
      case HOUR -> "Hour";
      case DAY -> "Day";
      case WEEK -> "Week";
    };
  }

  /** Only what changed is drawn anew, and nothing while somebody reads a table. */
  private void count(Visit visit) {
    OverviewFigures.Snapshot now = doors.figures().of(visit, span);
    if (now.equals(shown) || Charts.beingRead(figures)) {
      return;
    }
    shown = now;
    figures.removeAll();
    figures.add(FigureRow.of(visit, now, doors.figures().times()), ChartRow.of(now));
  }

  private void deliveries(Visit visit) {
    List<Endpoint> endpoints = doors.endpoints(visit);
    List<Delivery> newest = doors.newest(visit);
    Recent now = new Recent(endpoints, newest);
    if (now.equals(latest)) {
      return;
    }
    latest = now;
    recent.removeAll();
    if (endpoints.isEmpty() && newest.isEmpty()) {
      recent.add(start(visit));
      return;
    }
    Panel list =
        new Panel(
            "Recent deliveries",
            newest.isEmpty()
                ? new Paragraph("None yet: publish an event and it appears here.")
                : doors.table(visit, newest));
    list.action(new Anchor(visit.path("deliveries"), "All deliveries"));
    recent.add(EndpointHealthPanel.of(visit, endpoints, doors.figures().times()), list);
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
