package dev.postern.bench.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** From a click in the console to another page of it: the first page of the list, and one row. */
final class Pages {
  private static final double LIMIT_MS = 300;
  private static final int WARMING = 2;

  private Pages() {}

  static void measure(Visitor visitor, int rounds, ConsoleReport report) {
    visitor.signIn();
    report.add(timed("first page of the deliveries", rounds, round -> visitor.firstPage()));
    report.add(timed("detail of a delivery, its attempts drawn", rounds, visitor::detail));
    visitor.leave();
  }

  private static Timed timed(String name, int rounds, IntToDoubleFunction click) {
    List<Double> samples = new ArrayList<>();
    for (int i = 0; i < WARMING + rounds; i++) {
      double took = click.applyAsDouble(i);
      if (i >= WARMING) {
        samples.add(took);
      }
    }
    return new Timed(name, "ms", samples, LIMIT_MS, null);
  }
}
