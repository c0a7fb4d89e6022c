package dev.postern.bench.console;

import java.util.ArrayList;
import java.util.List;

/** From signing in to the figures of the overview, by visitors whose browser knows nothing yet. */
final class FirstView {
  private static final double LIMIT_MS = 1_500;
  private static final int WARMING = 5;

  private FirstView() {}

  static Timed measure(Visitor visitor, int rounds) {
    List<Double> samples = new ArrayList<>();
    for (int i = -WARMING; i < rounds; i++) {
      double took = visitor.signIn();
      visitor.leave();
      if (i >= 0) {
        samples.add(took);
      }
    }
    return new Timed("first view after log-in", "ms", samples, LIMIT_MS, null);
  }
}
