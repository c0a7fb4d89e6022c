package dev.postern.bench.figure;

import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Node;
import java.util.Map;

/** What a node that does nothing has live on its heap, after a full collection. */
final class IdleMemory implements Figure {
  @Override
  public String name() {
    return "live heap of an idle node";
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
    try (Node node = Node.start(bench.home(), "", Map.of())) {
      return node.liveHeapMebibytes();
    }
  }
}
