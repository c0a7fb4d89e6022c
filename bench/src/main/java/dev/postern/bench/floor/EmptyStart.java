package dev.postern.bench.floor;

import dev.postern.bench.floor.BareServer.Features;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;

/** Until the server answers, with all features that Postern asks for and an empty servlet. */
public final class EmptyStart implements Figure {
  @Override
  public String name() {
    return "floor: start of the same server and features, empty";
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
    try (BareServer server = BareServer.start(bench.home(), Features.AS_POSTERN)) {
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
