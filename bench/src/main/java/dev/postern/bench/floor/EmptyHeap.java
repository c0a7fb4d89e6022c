package dev.postern.bench.floor;

import dev.postern.bench.floor.BareServer.Features;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;

/** What the server has live on its heap, with all features that Postern asks for. */
public final class EmptyHeap implements Figure {
  @Override
  public String name() {
    return "floor: live heap of the same server and features, empty";
  }

  @Override
  public String unit() {
    return "MiB";
  }

  @Override
  public boolean moreIsBetter() {
    return false;
  }

  @Override
  public double measure(Bench bench) throws Exception {
    try (BareServer server = BareServer.start(bench.home(), Features.AS_POSTERN)) {
      return server.liveHeapMebibytes();
    }
  }
}
