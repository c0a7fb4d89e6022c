package dev.postern.adminui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.deliveries.DeliveryWords;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Row;
import dev.postern.adminui.part.Rows;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointStatus;
import java.util.List;

/** How many endpoints are well, and each that is not. */
final class EndpointHealthPanel {
  private EndpointHealthPanel() {}

  static Component of(Visit visit, List<Endpoint> endpoints, Times times) {
    List<Endpoint> troubled = endpoints.stream().filter(OverviewDoors::needsAttention).toList();
    long failing = count(troubled, EndpointStatus.ACTIVE);
    Div sums =
        new Div(
            new StatusBadge(endpoints.size() - troubled.size() + " well", Tone.GOOD),
            new StatusBadge(failing + " failing", failing > 0 ? Tone.WARN : Tone.MUTED),
            sum(troubled, EndpointStatus.SUSPENDED, "suspended", Tone.BAD),
            sum(troubled, EndpointStatus.DISABLED, "disabled", Tone.MUTED));
    sums.addClassName("badges");
    Panel panel = new Panel("Endpoints by health", sums);
    panel.action(new Anchor(visit.path("endpoints"), "All endpoints"));
    if (!troubled.isEmpty()) {
      panel.add(Rows.of(troubled, endpoint -> row(visit, endpoint, times)));
    }
    return panel;
  }

  private static StatusBadge sum(
      List<Endpoint> endpoints, EndpointStatus status, String word, Tone tone) {
    long count = count(endpoints, status);
    return new StatusBadge(count + " " + word, count > 0 ? tone : Tone.MUTED);
  }

  private static long count(List<Endpoint> endpoints, EndpointStatus status) {
    return endpoints.stream().filter(endpoint -> endpoint.state().status() == status).count();
  }

  private static Row row(Visit visit, Endpoint endpoint, Times times) {
    Anchor link =
        new Anchor(visit.path("endpoints/" + endpoint.id()), DeliveryLists.name(endpoint));
    Row row = Row.of(DeliveryWords.badge(endpoint), Row.what(link), Row.hint(why(endpoint)));
    return endpoint.state().suspendedAt() == null
        ? row
        : row.when(times.age(endpoint.state().suspendedAt()));
  }

  private static String why(Endpoint endpoint) {
    String reason = endpoint.state().suspendedReason();
    int failures = endpoint.state().consecutiveFailures();
    return switch (endpoint.state().status()) {
      case ACTIVE -> failures == 1 ? "The last attempt failed." : failures + " failures in a row";
      case SUSPENDED -> reason == null ? "Deliveries are held." : reason;
      case DISABLED ->
          "gone".equals(endpoint.state().statusReason())
              ? "The receiver answered 410 (gone). Deliveries are held."
              : "Disabled by a person. Deliveries are held.";
    };
  }
}
