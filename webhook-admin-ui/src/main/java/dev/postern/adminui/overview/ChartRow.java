package dev.postern.adminui.overview;

import com.vaadin.flow.component.html.Div;
import dev.postern.adminui.chart.Bar;
import dev.postern.adminui.chart.BarChart;
import dev.postern.adminui.chart.Frame;
import dev.postern.adminui.chart.LineChart;
import dev.postern.adminui.part.Panel;

/** What was sent, how long it took and what came in, over time. */
final class ChartRow {
  private ChartRow() {}

  static Div of(OverviewFigures.Snapshot now) {
    String per = OverviewFigures.per(now.span());
    Div row =
        new Div(
            new Panel(
                "Delivery attempts " + per,
                new BarChart(
                    new Frame("Delivery attempts", now.span().step()),
                    "succeeded",
                    "failed",
                    now.sent().points().stream()
                        .map(point -> new Bar(point.at(), point.delivered(), point.failed()))
                        .toList())),
            new Panel(
                "Received requests " + per,
                new BarChart(
                    new Frame("Received requests", now.span().step()),
                    "verified",
                    "refused",
                    now.received().points().stream()
                        .map(point -> new Bar(point.at(), point.verified(), point.refused()))
                        .toList())),
            new Panel(
                "Latency of deliveries",
                new LineChart(
                    new Frame("Latency of deliveries", now.span().step()),
                    "p50",
                    "p95",
                    now.sent().points().stream()
                        .map(point -> new LineChart.Point(point.at(), point.p50Ms(), point.p95Ms()))
                        .toList())));
    row.addClassName("charts");
    return row;
  }
}
