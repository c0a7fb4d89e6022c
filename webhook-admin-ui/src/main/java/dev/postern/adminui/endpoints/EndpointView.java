package dev.postern.adminui.endpoints;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.BackLink;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.secrets.SecretDoors;
import dev.postern.adminui.secrets.SecretsPanel;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.endpoint.Circuit;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.ledger.Delivery;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** {@code /t/{tenant}/endpoints/{ep_…}}: health, subscriptions, secrets, what went there. */
@Route(value = "t/:tenant/endpoints/:id", layout = ConsoleLayout.class)
@PageTitle("Endpoint · Postern")
@PermitAll
@CdiComponent
public class EndpointView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient EndpointDoors doors;
  private final transient EndpointTraffic traffic;
  private final transient SecretDoors secrets;
  private final transient Times times;

  @Inject
  EndpointView(
      ConsoleUser people, EndpointDoors doors, EndpointTraffic traffic, SecretDoors secrets) {
    super(people);
    this.secrets = secrets;
    this.doors = doors;
    this.traffic = traffic;
    this.times = traffic.times();
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    EndpointId id =
        event
            .getRouteParameters()
            .get("id")
            .flatMap(EndpointId::parse)
            .orElseThrow(() -> ProblemException.notFound("The endpoint"));
    Div health = new Div();
    health.addClassName("stack");
    Panel recent = new Panel("Recent deliveries");
    recent.action(
        new Anchor(visit.path("deliveries?endpoint=" + id), "All deliveries to this endpoint"));
    Div recentRows = new Div();
    recent.add(recentRows);
    removeAll();
    add(new BackLink(visit.path("endpoints"), "Endpoints"), health);
    Div columns =
        new Div(
            new SubscriptionsPanel(doors, visit, id),
            new SecretsPanel(new EndpointSecretOwner(doors, visit, id), secrets));
    columns.addClassName("two");
    add(columns, recent);
    Runnable redraw =
        () -> {
          drawHealth(visit, id, health);
          drawRecent(visit, id, recentRows);
        };
    redraw.run();
    traffic.follow(this, visit, id, redraw);
  }

  private void drawHealth(Visit visit, EndpointId id, Div health) {
    Endpoint endpoint =
        doors
            .endpoints()
            .find(visit.tenantTo(Permission.READ), id)
            .orElseThrow(() -> ProblemException.notFound("The endpoint"));
    EndpointActions actions =
        new EndpointActions(doors, traffic, visit, endpoint, () -> drawHealth(visit, id, health));
    health.removeAll();
    health.add(
        new ViewHeader(
                endpoint.settings().url(), endpoint.settings().description(), actions.buttons())
            .badge(DeliveryWords.badge(endpoint)));
    String waiting = traffic.waiting(visit, id);
    switch (endpoint.state().status()) {
      case SUSPENDED -> health.add(suspended(visit, endpoint, waiting, actions));
      case DISABLED -> health.add(disabled(endpoint, waiting, actions));
      case ACTIVE -> circuit(endpoint).ifPresent(health::add);
    }
    Div columns =
        new Div(
            HealthPanel.of(traffic, visit, endpoint, waiting), SettingsPanel.of(endpoint, times));
    columns.addClassName("two");
    health.add(columns);
  }

  /** Active, but the circuit is not closed: told before it comes to a suspension. */
  private Optional<Component> circuit(Endpoint endpoint) {
    if (endpoint.state().circuit() == Circuit.CLOSED) {
      return Optional.empty();
    }
    Paragraph words =
        new Paragraph(
            new Span(
                "It keeps failing, so single probes are sent instead of everything. The next one:"
                    + " "),
            times.age(endpoint.state().probeAt()));
    Div callout = new Div(words);
    callout.addClassName("callout");
    return Optional.of(callout);
  }

  private Component suspended(
      Visit visit, Endpoint endpoint, String waiting, EndpointActions actions) {
    String reason = endpoint.state().suspendedReason();
    Paragraph why =
        new Paragraph(
            new Span("Suspended "),
            times.age(endpoint.state().suspendedAt()),
            new Span(reason == null ? ". " : ": " + reason + ". "),
            new Span("Deliveries are held, none is lost: " + waiting + " waiting. "));
    traffic
        .lastAttempt(visit, endpoint.id())
        .ifPresent(last -> why.add(new Span("Last answer: " + DeliveryWords.sentence(last))));
    Div callout = new Div(why, actions.reEnable());
    callout.addClassNames("callout", "bad");
    return callout;
  }

  private Component disabled(Endpoint endpoint, String waiting, EndpointActions actions) {
    Div callout =
        new Div(
            new Paragraph(traffic.why(endpoint) + " Deliveries are held: " + waiting + " waiting."),
            actions.reEnable());
    callout.addClassName("callout");
    return callout;
  }

  private void drawRecent(Visit visit, EndpointId id, Div rows) {
    List<Delivery> newest = traffic.newest(visit, id);
    rows.removeAll();
    rows.add(
        newest.isEmpty()
            ? new Paragraph("None yet. Publish an event, or send a test.")
            : traffic.table(visit, newest));
  }
}
