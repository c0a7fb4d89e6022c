package dev.postern.bench.figure;

import dev.postern.bench.load.Sink;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Node;
import dev.postern.bench.run.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Deliveries that wait in PostgreSQL are claimed, signed, posted and recorded: 64 in flight, a
 * receiver that answers 204 at once. The clock runs from the first request at the receiver until
 * the ledger says that the last one is delivered.
 */
final class Drain implements Figure {
  private static final int ENDPOINTS = 16;
  private final int nodes;
  private final int deliveries;

  Drain(int nodes, int deliveries) {
    this.nodes = nodes;
    this.deliveries = deliveries;
  }

  @Override
  public String name() {
    return "drain, " + (nodes == 1 ? "one node" : nodes + " nodes");
  }

  @Override
  public String unit() {
    return "deliveries/s";
  }

  @Override
  public double measure(Bench bench) throws Exception {
    String url = bench.postgres().fresh();
    List<Node> senders = new ArrayList<>();
    try (Sink sink = new Sink()) {
      try (Node publisher =
          Node.start(bench.home(), url, Map.of("POSTERN_ROLES", "ingest,console"))) {
        Outgoing.setUp(publisher, sink, ENDPOINTS);
        Outgoing.publish(publisher, ENDPOINTS, deliveries);
        publisher.stop();
      }
      Postgres.execute(url, "vacuum analyze");
      Thread first = Thread.ofPlatform().start(() -> sink.await(1, Duration.ofMinutes(3)));
      for (int i = 0; i < nodes; i++) {
        senders.add(
            Node.start(
                bench.home(),
                url,
                Map.of(
                    "POSTERN_ROLES",
                    "deliver",
                    "POSTERN_DELIVERY_MAX_IN_FLIGHT",
                    Integer.toString(64 / nodes))));
      }
      first.join();
      long start = System.nanoTime();
      long before = sink.taken();
      sink.await(deliveries, Duration.ofMinutes(10));
      while (Postgres.number(url, "select count(*) from delivery where status <> 'DELIVERED'")
          > 0) {
        Thread.sleep(50);
      }
      return (deliveries - before) / ((System.nanoTime() - start) / 1e9);
    } finally {
      senders.forEach(Node::close);
    }
  }
}
