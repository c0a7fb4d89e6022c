package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.SubscriptionSettings;
import java.util.List;

/** Which events the endpoint gets. */
final class SubscriptionsPanel extends Div {
  private static final long serialVersionUID = 1L;
  private final transient EndpointDoors doors;
  private final transient Visit visit;
  private final transient EndpointId endpoint;

  SubscriptionsPanel(EndpointDoors doors, Visit visit, EndpointId endpoint) {
    this.doors = doors;
    this.visit = visit;
    this.endpoint = endpoint;
    draw();
  }

  private void draw() {
    removeAll();
    Panel panel = new Panel("Subscriptions");
    if (visit.may(Permission.WRITE)) {
      panel.action(
          Buttons.plain(
              "Add subscription",
              click -> new SubscriptionForm(doors, visit, endpoint, null, this::draw).open()));
    }
    List<Subscription> all =
        doors.subscriptions().ofEndpoint(visit.tenantTo(Permission.READ), endpoint);
    if (all.isEmpty()) {
      panel.add(new Paragraph("None: the endpoint gets nothing. Add one to name its event types."));
    } else {
      UnorderedList rows = new UnorderedList();
      rows.addClassName("rows");
      all.forEach(subscription -> rows.add(row(subscription)));
      panel.add(rows);
    }
    add(panel);
  }

  private ListItem row(Subscription subscription) {
    SubscriptionSettings settings = subscription.settings();
    Div words = new Div(new Code(String.join(", ", settings.eventTypes())));
    words.addClassName("grow");
    if (settings.filter() != null) {
      words.add(hint("only if ", settings.filter()));
    }
    if (!settings.channels().isEmpty()) {
      words.add(hint("of the channels ", String.join(", ", settings.channels())));
    }
    if (settings.transformation() != null) {
      words.add(hint("sent as ", settings.transformation()));
    }
    words.add(new Div(IdText.shortened(subscription.id())));
    ListItem row =
        new ListItem(
            settings.enabled()
                ? new StatusBadge("on", Tone.GOOD)
                : new StatusBadge("off", Tone.MUTED),
            words);
    row.addClassName("row");
    if (visit.may(Permission.WRITE)) {
      row.add(
          Buttons.quiet(
              "Edit",
              click ->
                  new SubscriptionForm(doors, visit, endpoint, subscription, this::draw).open()),
          Buttons.quiet("Delete", click -> askToDelete(subscription)));
    }
    return row;
  }

  private static Div hint(String before, String expression) {
    Div hint = new Div(new Span(before), new Code(expression));
    hint.addClassName("hint");
    return hint;
  }

  private void askToDelete(Subscription subscription) {
    Ask.before(
        "Delete this subscription?",
        "The endpoint gets no more of these events, and what waits for it is cancelled.",
        "Delete subscription",
        () -> {
          doors.subscriptions().delete(visit.tenantTo(Permission.WRITE), subscription.id());
          draw();
        });
  }
}
