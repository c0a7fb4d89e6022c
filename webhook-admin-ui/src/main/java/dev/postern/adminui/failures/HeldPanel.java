package dev.postern.adminui.failures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.core.access.Permission;
import dev.postern.outbound.endpoint.Endpoint;
import java.util.List;

/**
 * Endpoints that hold: why, since when, how much waits, what was answered last, and the way back.
 */
final class HeldPanel {
  private HeldPanel() {}

  static Component of(FailureDoors doors, Visit visit, List<Endpoint> held, Runnable changed) {
    return new Panel(
        "Suspended and disabled endpoints",
        Rows.of(held, endpoint -> row(doors, visit, endpoint, changed)));
  }

  private static Row row(FailureDoors doors, Visit visit, Endpoint endpoint, Runnable changed) {
    Anchor link =
        new Anchor(visit.path("endpoints/" + endpoint.id()), DeliveryLists.name(endpoint));
    Row row = Row.of(DeliveryWords.badge(endpoint), Row.what(link), Row.hint(doors.why(endpoint)));
    doors
        .lastAnswer(visit, endpoint)
        .ifPresent(last -> row.words(Row.hint("Last answer: " + DeliveryWords.sentence(last))));
    Div since = new Div(new Span(doors.waiting(visit, endpoint) + " waiting"));
    if (endpoint.state().suspendedAt() != null) {
      since.add(new Span(", since "), doors.times().age(endpoint.state().suspendedAt()));
    }
    row.when(since);
    return visit.may(Permission.WRITE)
        ? row.action(
            Buttons.primary("Re-enable…", click -> doors.enableDialog(visit, endpoint, changed)))
        : row;
  }
}
