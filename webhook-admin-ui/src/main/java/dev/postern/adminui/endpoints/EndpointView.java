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
import dev.postern.adminui.chart.Charts;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.BackLink;
import dev.postern.adminui.part.LiveToggle;
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
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.ledger.Delivery;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    Health health = new Health();
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
    recent.action(new LiveToggle(this, redraw));
    redraw.run();
    traffic.follow(this, visit, id, redraw);
  }

  /** What the head says; the buttons in it keep the focus while nothing of it changes. */
  private record Head(EndpointSettings settings, EndpointStatus status, boolean failing) {
    static Head of(Endpoint endpoint) {
      return new Head(
          endpoint.settings(),
          endpoint.state().status(),
          endpoint.state().consecutiveFailures() > 0);
    }
  }

  private void drawHealth(Visit visit, EndpointId id, Health health) {
    Endpoint endpoint =
        doors
            .endpoints()
            .find(visit.tenantTo(Permission.READ), id)
            .orElseThrow(() -> ProblemException.notFound("The endpoint"));
    EndpointActions actions =
        new EndpointActions(doors, traffic, visit, endpoint, () -> drawHealth(visit, id, health));
    Head now = Head.of(endpoint);
    if (!now.equals(health.shown)) {
      health.shown = now;
      health.settings.removeAll();
      health.settings.add(SettingsPanel.of(endpoint, times));
      health.head.removeAll();
      health.head.add(
          new ViewHeader(
                  endpoint.settings().url(), endpoint.settings().description(), actions.buttons())
              .badge(DeliveryWords.badge(endpoint)));
    }
    String waiting = traffic.waiting(visit, id);
    health.callout.removeAll();
    switch (endpoint.state().status()) {
      case SUSPENDED -> health.callout.add(suspended(visit, endpoint, waiting, actions));
      case DISABLED -> health.callout.add(disabled(visit, endpoint, waiting, actions));
      case ACTIVE -> circuit(endpoint).ifPresent(health.callout::add);
    }
    health.callout.setVisible(health.callout.getChildren().findAny().isPresent());
    if (!Charts.beingRead(health.chart)) {
      health.chart.removeAll();
      health.chart.add(HealthPanel.of(traffic, visit, endpoint, waiting));
    }
  }

  /** The upper part of the page, in pieces that are drawn anew each for itself. */
  private static final class Health extends Div {
    private static final long serialVersionUID = 1L;
    private final Div head = new Div();
    private final Div callout = new Div();
    private final Div chart = new Div();
    private final Div settings = new Div();
    private transient @Nullable Head shown;

    Health() {
      addClassName("stack");
      Div columns = new Div(chart, settings);
      columns.addClassName("two");
      add(head, callout, columns);
    }
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
    lastAnswer(visit, endpoint).ifPresent(why::add);
    Div callout = new Div(why, actions.reEnable());
    callout.addClassNames("callout", "bad");
    return callout;
  }

  private Optional<Span> lastAnswer(Visit visit, Endpoint endpoint) {
    return traffic
        .lastAttempt(visit, endpoint.id())
        .map(last -> new Span("Last answer: " + DeliveryWords.sentence(last)));
  }

  private Component disabled(
      Visit visit, Endpoint endpoint, String waiting, EndpointActions actions) {
    Paragraph why =
        new Paragraph(
            new Span(traffic.why(endpoint) + " Deliveries are held: " + waiting + " waiting. "));
    lastAnswer(visit, endpoint).ifPresent(why::add);
    Div callout = new Div(why, actions.reEnable());
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
