package dev.postern.adminui.failures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Panel;
import dev.postern.core.access.Permission;
import dev.postern.outbound.endpoint.Endpoint;
import java.util.List;

/**
 * Endpoints that hold: why, since when, how much waits, what was answered last, and the way back.
 */
final class HeldPanel {
  private HeldPanel() {}

  static Component of(FailureDoors doors, Visit visit, List<Endpoint> held, Runnable changed) {
    UnorderedList rows = new UnorderedList();
    rows.addClassName("rows");
    held.forEach(endpoint -> rows.add(row(doors, visit, endpoint, changed)));
    return new Panel("Suspended and disabled endpoints", rows);
  }

  private static ListItem row(
      FailureDoors doors, Visit visit, Endpoint endpoint, Runnable changed) {
    Anchor link =
        new Anchor(visit.path("endpoints/" + endpoint.id()), DeliveryLists.name(endpoint));
    link.addClassName("what");
    Div words = new Div(link, hint(doors.why(endpoint)));
    words.addClassName("grow");
    doors
        .lastAnswer(visit, endpoint)
        .ifPresent(last -> words.add(hint("Last answer: " + DeliveryWords.sentence(last))));
    Div since = new Div(new Span(doors.waiting(visit, endpoint) + " waiting"));
    if (endpoint.state().suspendedAt() != null) {
      since.add(new Span(", since "), doors.times().age(endpoint.state().suspendedAt()));
    }
    since.addClassName("hint");
    ListItem row = new ListItem(DeliveryWords.badge(endpoint), words, since);
    row.addClassName("row");
    if (visit.may(Permission.WRITE)) {
      row.add(Buttons.primary("Re-enable…", click -> doors.enableDialog(visit, endpoint, changed)));
    }
    return row;
  }

  private static Span hint(String text) {
    Span hint = new Span(text);
    hint.addClassName("hint");
    return hint;
  }
}
