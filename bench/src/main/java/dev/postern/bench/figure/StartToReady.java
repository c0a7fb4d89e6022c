package dev.postern.bench.figure;

import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Node;
import java.util.Map;

/**
 * From the start of the process until it says that it is ready; embedded database, fresh folder.
 */
final class StartToReady implements Figure {
  @Override
  public String name() {
    return "start to ready";
  }

  @Override
  public String unit() {
    return "s";
  }

  @Override
  public boolean moreIsBetter() {
    return false;
  }

  @Override
  public double measure(Bench bench) throws Exception {
    long start = System.nanoTime();
    try (Node node = Node.start(bench.home(), "", Map.of())) {
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
