package dev.postern.adminui.chart;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The name of a chart and how its times are written. */
public record Frame(String title, Duration step) {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** In UTC. */
  String time(Instant at) {
    return (step.compareTo(Duration.ofHours(2)) > 0 ? DAY : CLOCK).format(at);
  }

  Component around(Component drawing, String top, List<Instant> times) {
    Span highest = new Span(top);
    highest.addClassName("top");
    Div axis = new Div();
    axis.addClassName("axis");
    if (!times.isEmpty()) {
      axis.add(
          new Span(time(times.getFirst())),
          new Span(time(times.get(times.size() / 2))),
          new Span(time(times.getLast()) + " UTC"));
    }
    Div around = new Div(highest, drawing, axis);
    around.addClassName("framed");
    return around;
  }
}
