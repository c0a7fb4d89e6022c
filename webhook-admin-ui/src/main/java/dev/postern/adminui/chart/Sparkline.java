package dev.postern.adminui.chart;

import com.vaadin.flow.component.html.Div;
import java.util.List;

/** A row of tiny bars; its label says the sums. */
public final class Sparkline extends Div {
  private static final long serialVersionUID = 1L;

  /**
   * @param span of time, for the label: {@code the last 24 hours}
   */
  public Sparkline(List<Bar> bars, String span) {
    addClassName("spark");
    long good = bars.stream().mapToLong(Bar::good).sum();
    long bad = bars.stream().mapToLong(Bar::bad).sum();
    long top = bars.stream().mapToLong(Bar::height).max().orElse(0);
    String label = good + " delivered, " + bad + " failed in " + span;
    add(new Svg("spark-drawing", Shapes.WIDTH, Shapes.HEIGHT, label, Shapes.bars(bars, top)));
    setTitle(label);
  }
}
