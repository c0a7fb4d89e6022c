package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.chart.BarChart;
import dev.postern.adminui.chart.Frame;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.Times;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.stats.Span;
import dev.postern.outbound.stats.StatSeries;
import dev.postern.outbound.stats.StatWindow;

/** How an endpoint does: attempts over the last day, and what they come to. */
final class HealthPanel {
  private HealthPanel() {}

  static Component of(EndpointTraffic traffic, Visit visit, Endpoint endpoint, String waiting) {
    StatSeries day = traffic.figures().series(visit, endpoint.id(), Span.DAY);
    StatWindow whole = day.whole();
    Facts facts =
        new Facts()
            .with(
                "Failures in a row",
                endpoint.state().consecutiveFailures()
                    + " (suspended after "
                    + endpoint.settings().suspension().afterFailures()
                    + ", once they last "
                    + Times.rough(endpoint.settings().suspension().minimumAge())
                    + ")")
            .with("Circuit", endpoint.state().circuit().word())
            .with(
                "Waiting", new Anchor(visit.path("deliveries?endpoint=" + endpoint.id()), waiting));
    Double rate = whole.successRate();
    if (rate != null) {
      facts
          .with("Success", "%.1f %% of %d attempts".formatted(rate * 100, whole.attempts()))
          .with("Latency", "p50 " + whole.p50Ms() + " ms, p95 " + whole.p95Ms() + " ms");
    }
    return new Panel(
        "Health, last 24 hours",
        new BarChart(
            new Frame("Attempts", Span.DAY.step()),
            "delivered",
            "failed",
            EndpointFigures.bars(day)),
        facts);
  }
}
