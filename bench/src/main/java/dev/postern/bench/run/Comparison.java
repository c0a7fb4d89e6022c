package dev.postern.bench.run;

import java.util.List;
import java.util.stream.Stream;

/**
 * A figure of ours beside its baselines of the same run.
 *
 * @param reach how many times the baseline we mean to reach; null: it is only reported
 */
public record Comparison(String name, Figure ours, List<Beside> baselines) {
  public record Beside(Figure figure, double reach) {}

  public static Comparison alone(Figure ours) {
    return new Comparison(ours.name(), ours, List.of());
  }

  public static Comparison of(Figure ours, Beside... baselines) {
    return new Comparison(ours.name(), ours, List.of(baselines));
  }

  Stream<Figure> figures() {
    return Stream.concat(Stream.of(ours), baselines.stream().map(Beside::figure));
  }
}
