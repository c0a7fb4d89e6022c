package dev.postern.adminui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapesTest {
  private static final Instant T = Instant.EPOCH;

  @Test
  void the_highest_bar_fills_the_canvas_and_the_smallest_leaves_a_trace() {
    String shapes = Shapes.bars(List.of(new Bar(T, 1000, 0), new Bar(T, 0, 1)), 1000);
    assertThat(shapes)
        .contains("class=\"good\" x=\"36.0\" y=\"4.0\" width=\"228.0\" height=\"116.0\"")
        .contains("class=\"bad\" x=\"336.0\" y=\"118.0\" width=\"228.0\" height=\"2.0\"");
  }

  @Test
  void nothing_is_drawn_where_nothing_was() {
    assertThat(Shapes.bars(List.of(new Bar(T, 0, 0)), 0)).doesNotContain("<rect");
  }

  @Test
  void a_line_breaks_where_nothing_was_measured() {
    List<LineChart.Point> points =
        List.of(
            new LineChart.Point(T, 10L, null),
            new LineChart.Point(T, null, null),
            new LineChart.Point(T, 5L, null));
    String line = Shapes.line("line", points, LineChart.Point::first, 10);
    assertThat(line.chars().filter(c -> c == 'M').count()).as("pieces").isEqualTo(2);
    assertThat(line).doesNotContain("L");
  }
}
