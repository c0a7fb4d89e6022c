package dev.postern.adminui.chart;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SVG shapes on a canvas of {@value #WIDTH} by {@value #HEIGHT}. Pure. */
final class Shapes {
  static final int WIDTH = 600;
  static final int HEIGHT = 120;

  private Shapes() {}

  static String bars(List<Bar> bars, long top) {
    StringBuilder out = new StringBuilder();
    double step = (double) WIDTH / Math.max(1, bars.size());
    for (int i = 0; i < bars.size(); i++) {
      double good = scaled(bars.get(i).good(), top);
      double bad = scaled(bars.get(i).bad(), top);
      rect(out, "good", i * step, HEIGHT - good, step, good);
      rect(out, "bad", i * step, HEIGHT - good - bad, step, bad);
    }
    return out.append(baseline()).toString();
  }

  /** A line with a gap wherever there is no value. */
  static String line(
      String className,
      List<LineChart.Point> points,
      Function<LineChart.Point, @Nullable Long> valueOf,
      long top) {
    StringBuilder path = new StringBuilder();
    double step = (double) WIDTH / Math.max(1, points.size());
    boolean drawing = false;
    for (int i = 0; i < points.size(); i++) {
      Long value = valueOf.apply(points.get(i));
      if (value != null) {
        path.append(drawing ? 'L' : 'M')
            .append(number((i + 0.5) * step))
            .append(' ')
            .append(number(HEIGHT - scaled(value, top)));
        // A single point would draw nothing.
        path.append(drawing ? "" : "h0.01");
      }
      drawing = value != null;
    }
    return "<path class=\"" + className + "\" d=\"" + path + "\"/>";
  }

  static String baseline() {
    return "<path class=\"base\" d=\"M0 " + HEIGHT + "H" + WIDTH + "\"/>";
  }

  private static void rect(
      StringBuilder out, String className, double x, double y, double step, double height) {
    if (height > 0) {
      out.append("<rect class=\"")
          .append(className)
          .append("\" x=\"")
          .append(number(x + step * 0.12))
          .append("\" y=\"")
          .append(number(y))
          .append("\" width=\"")
          .append(number(step * 0.76))
          .append("\" height=\"")
          .append(number(height))
          .append("\"/>");
    }
  }

  /** What is there at all shows at least a trace. */
  private static double scaled(long value, long top) {
    return value == 0 ? 0 : Math.max(2, (HEIGHT - 4.0) * value / Math.max(1, top));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
