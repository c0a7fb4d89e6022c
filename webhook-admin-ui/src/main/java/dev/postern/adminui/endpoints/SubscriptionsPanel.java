package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
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
    panel.add(
        Rows.of(
            all, this::row, "None: the endpoint gets nothing. Add one to name its event types."));
    add(panel);
  }

  private Row row(Subscription subscription) {
    SubscriptionSettings settings = subscription.settings();
    Row row =
        Row.of(
            settings.enabled()
                ? new StatusBadge("on", Tone.GOOD)
                : new StatusBadge("off", Tone.MUTED),
            new Code(String.join(", ", settings.eventTypes())));
    if (settings.filter() != null) {
      row.words(hint("only if ", settings.filter()));
    }
    if (!settings.channels().isEmpty()) {
      row.words(hint("of the channels ", String.join(", ", settings.channels())));
    }
    if (settings.transformation() != null) {
      row.words(hint("sent as ", settings.transformation()));
    }
    row.words(new Div(IdText.shortened(subscription.id())));
    return visit.may(Permission.WRITE)
        ? row.action(
            Buttons.quiet(
                "Edit",
                click ->
                    new SubscriptionForm(doors, visit, endpoint, subscription, this::draw).open()),
            Buttons.quiet("Delete", click -> askToDelete(subscription)))
        : row;
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
        visit::whenConfirmed,
        () -> {
          doors
              .subscriptions()
              .delete(visit.confirmedTenantTo(Permission.WRITE), subscription.id());
          draw();
        });
  }
}
