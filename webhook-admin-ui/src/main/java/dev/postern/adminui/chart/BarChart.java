package dev.postern.adminui.chart;

import com.vaadin.flow.component.html.Div;
import java.util.List;

/** What went well and what did not, over time. */
public final class BarChart extends Div {
  private static final long serialVersionUID = 1L;

  /**
   * @param good what the lower part of each bar counts
   * @param bad and the upper one, which is hatched
   */
  public BarChart(Frame frame, String good, String bad, List<Bar> bars) {
    addClassName("chart");
    long top = bars.stream().mapToLong(Bar::height).max().orElse(0);
    long goods = bars.stream().mapToLong(Bar::good).sum();
    long bads = bars.stream().mapToLong(Bar::bad).sum();
    String label = frame.title() + ": " + goods + " " + good + ", " + bads + " " + bad;
    add(
        Legend.of("good", good + " " + goods, "bad", bad + " " + bads),
        frame.around(
            new Svg("drawing", Shapes.WIDTH, Shapes.HEIGHT, label, Shapes.bars(bars, top)),
            String.valueOf(top),
            bars.stream().map(Bar::at).toList()),
        FigureTable.of(
            frame,
            List.of(good, bad),
            bars.stream()
                .map(bar ->
                    new FigureTable.Line(
                        bar.at(), List.of(String.valueOf(bar.good()), String.valueOf(bar.bad()))))
                .toList()));
  }
}
