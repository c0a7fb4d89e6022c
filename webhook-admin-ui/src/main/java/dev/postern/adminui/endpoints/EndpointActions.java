package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.jobs.ReplayDialog;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Notice;
import dev.postern.core.access.Permission;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointStatus;
import java.util.ArrayList;
import java.util.List;

/** What a person can do to an endpoint as a whole. */
final class EndpointActions {
  private final EndpointDoors doors;
  private final EndpointTraffic traffic;
  private final Visit visit;
  private final Endpoint endpoint;
  private final Runnable changed;

  EndpointActions(
      EndpointDoors doors,
      EndpointTraffic traffic,
      Visit visit,
      Endpoint endpoint,
      Runnable changed) {
    this.doors = doors;
    this.traffic = traffic;
    this.visit = visit;
    this.endpoint = endpoint;
    this.changed = changed;
  }

  Component[] buttons() {
    if (!visit.may(Permission.WRITE)) {
      return new Component[0];
    }
    List<Component> buttons = new ArrayList<>();
    buttons.add(Buttons.plain("Send test", click -> new TestDialog(doors, visit, endpoint).open()));
    buttons.add(
        Buttons.plain("Edit", click -> new EndpointEditor(doors, visit, endpoint, changed).open()));
    buttons.add(
        Buttons.plain(
            "Replay",
            click -> new ReplayDialog(traffic.figures().jobs(), visit, endpoint.id()).open()));
    if (endpoint.state().status() == EndpointStatus.ACTIVE) {
      buttons.add(Buttons.plain("Disable", click -> disable()));
    }
    buttons.add(Buttons.danger("Delete", click -> delete()));
    return buttons.toArray(Component[]::new);
  }

  /** Empty for those who may not. */
  Component reEnable() {
    if (!visit.may(Permission.WRITE)) {
      return new Div();
    }
    Button button =
        Buttons.primary(
            "Re-enable",
            click -> new EnableDialog(doors, traffic, visit, endpoint, changed).open());
    return button;
  }

  private void disable() {
    Ask.before(
        "Disable this endpoint?",
        "Nothing is sent there until somebody enables it again. New deliveries are held, none is"
            + " lost.",
        "Disable",
        () -> {
          doors.endpoints().disable(visit.tenantTo(Permission.WRITE), endpoint.id());
          Notice.done("The endpoint is disabled.");
          changed.run();
        });
  }

  private void delete() {
    Ask.before(
        "Delete this endpoint?",
        "Its subscriptions and secrets go with it, and what waits for it is cancelled. This cannot"
            + " be undone.",
        "Delete endpoint",
        visit::whenConfirmed,
        () -> {
          doors.endpoints().delete(visit.confirmedTenantTo(Permission.WRITE), endpoint.id());
          Notice.done("The endpoint is deleted.");
          UI.getCurrentOrThrow().navigate(visit.path("endpoints"));
        });
  }
}
