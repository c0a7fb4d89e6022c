package dev.postern.bench.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Measures comparisons one after the other, in rounds in which their figures take turns. */
final class Rounds {
  private static final System.Logger LOG = System.getLogger(Rounds.class.getName());
  private final Bench bench;
  private final int count;
  private final PrintStream out;

  Rounds(Bench bench, int count, PrintStream out) {
    this.bench = bench;
    this.count = count;
    this.out = out;
  }

  @FunctionalInterface
  interface Taker {
    void take(Bench.Outcome outcome) throws Exception;
  }

  /**
   * One that cannot be measured keeps no other from it.
   *
   * @return the names of those that could not
   */
  List<String> of(List<Comparison> chosen, Taker taker) throws InterruptedException {
    List<String> failed = new ArrayList<>();
    for (Comparison comparison : chosen) {
      try {
        taker.take(measure(comparison));
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        LOG.log(System.Logger.Level.ERROR, "not_measured name=" + comparison.name(), e);
        out.println("FAILED: " + comparison.name() + ": " + e);
        failed.add(comparison.name());
      }
    }
    return failed;
  }

  private Bench.Outcome measure(Comparison comparison) throws Exception {
    List<Figure> figures = comparison.figures().toList();
    List<Series> series = figures.stream().map(Series::of).toList();
    try (Opened opened = new Opened()) {
      for (Figure figure : figures) {
        out.println("… " + figure.name());
        opened.open(figure, bench);
      }
      for (int round = 0; round < count; round++) {
        for (int i = 0; i < figures.size(); i++) {
          series.get(i).samples().add(figures.get(i).measure(bench));
        }
      }
    }
    return new Bench.Outcome(comparison, series.getFirst(), series.subList(1, series.size()));
  }

  /** All that were begun to be opened are closed, whatever another's end says. */
  private static final class Opened implements AutoCloseable {
    private final List<Figure> figures = new ArrayList<>();

    void open(Figure figure, Bench bench) throws Exception {
      figures.add(figure);
      figure.open(bench);
    }

    @Override
    public void close() throws Exception {
      Exception first = null;
      for (Figure figure : figures.reversed()) {
        try {
          figure.close();
        } catch (Exception e) {
          first = first == null ? e : first;
        }
      }
      if (first != null) {
        throw first;
      }
    }
  }
}
