package dev.postern.bench.figure;

import dev.postern.bench.load.Sink;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Node;
import java.time.Duration;
import java.util.Map;

/** What a thousand deliveries that wait for slow receivers add to the live heap. */
final class MemoryInFlight implements Figure {
  private static final int ENDPOINTS = 100;
  private static final int DELIVERIES = 1_000;

  @Override
  public String name() {
    return "live heap of 1,000 deliveries in flight";
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
    Map<String, String> many = Map.of("POSTERN_DELIVERY_MAX_IN_FLIGHT", "1000");
    try (Sink sink = new Sink();
        Node node = Node.start(bench.home(), bench.postgres().fresh(), many)) {
      Outgoing.setUp(node, sink, ENDPOINTS);
      Outgoing.publish(node, ENDPOINTS, DELIVERIES);
      sink.await(DELIVERIES, Duration.ofMinutes(1));
      double before = node.liveHeapMebibytes();
      sink.answerAfter(Duration.ofSeconds(25));
      Outgoing.publish(node, ENDPOINTS, DELIVERIES);
      sink.await(2L * DELIVERIES, Duration.ofMinutes(1));
      return node.liveHeapMebibytes() - before;
    }
  }
}
