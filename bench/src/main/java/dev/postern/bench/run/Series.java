package dev.postern.bench.run;

import java.util.ArrayList;
import java.util.List;

/** The samples of one figure. */
public record Series(String figure, String unit, boolean moreIsBetter, List<Double> samples) {
  static Series of(Figure figure) {
    return new Series(figure.name(), figure.unit(), figure.moreIsBetter(), new ArrayList<>());
  }

  public double median() {
    List<Double> sorted = samples.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  public double lowest() {
    return samples.stream().mapToDouble(it -> it).min().orElse(Double.NaN);
  }

  public double highest() {
    return samples.stream().mapToDouble(it -> it).max().orElse(Double.NaN);
  }
}
