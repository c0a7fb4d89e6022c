package dev.postern.adminui.chart;

import com.vaadin.flow.component.html.Div;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two lines over time in milliseconds, the second one dashed. */
public final class LineChart extends Div {
  private static final long serialVersionUID = 1L;

  /** One step; null where nothing was measured. */
  public record Point(Instant at, @Nullable Long first, @Nullable Long second) {}

  public LineChart(Frame frame, String first, String second, List<Point> points) {
    addClassName("chart");
    long top =
        points.stream()
            .flatMap(point -> Stream.of(value(point.first()), value(point.second())))
            .max(Long::compareTo)
            .orElse(0L);
    String shapes =
        Shapes.line("line", points, Point::first, top)
            + Shapes.line("line dashed", points, Point::second, top)
            + Shapes.baseline();
    add(
        Legend.of("line", first, "dashed", second),
        frame.around(
            new Svg(
                "drawing",
                Shapes.WIDTH,
                Shapes.HEIGHT,
                frame.title() + ": at most " + top + " ms",
                shapes),
            top + " ms",
            points.stream().map(Point::at).toList()),
        FigureTable.of(
            frame,
            List.of(first, second),
            points.stream()
                .map(point ->
                    new FigureTable.Line(
                        point.at(), List.of(words(point.first()), words(point.second()))))
                .toList()));
  }

  private static long value(@Nullable Long millis) {
    return Objects.requireNonNullElse(millis, 0L);
  }

  private static String words(@Nullable Long millis) {
    return millis == null ? "–" : millis + " ms";
  }
}
