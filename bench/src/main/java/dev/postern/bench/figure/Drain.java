package dev.postern.bench.figure;

import dev.postern.bench.load.Sink;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Node;
import dev.postern.bench.run.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Deliveries that wait in PostgreSQL are claimed, signed, posted and recorded: 64 in flight, a
 * receiver that answers 204 at once. The clock runs from when the node has warmed up on as many as
 * {@link #WARMING}, as the baselines' process has, until the ledger says that the last one is
 * delivered.
 */
final class Drain implements Figure {
  private static final int ENDPOINTS = 16;

  /** As many as the figure is about; fewer are another one, and have another name. */
  private static final int USUAL = 100_000;

  /** Of each node, at most this; no more than are measured afterwards. */
  private static final int WARMING = 60_000;

  private final int nodes;
  private final int deliveries;

  Drain(int nodes, int deliveries) {
    this.nodes = nodes;
    this.deliveries = deliveries;
  }

  @Override
  public String name() {
    String by = nodes == 1 ? "one node" : nodes + " nodes";
    return deliveries == USUAL
        ? "drain, " + by
        : String.format(Locale.ROOT, "drain of %,d, %s", deliveries, by);
  }

  @Override
  public String unit() {
    return "deliveries/s";
  }

  @Override
  public double measure(Bench bench) throws Exception {
    int warming = nodes * Math.min(WARMING, deliveries);
    String url = bench.postgres().fresh();
    List<Node> senders = new ArrayList<>();
    try (Sink sink = new Sink()) {
      try (Node publisher =
          Node.start(bench.home(), url, Map.of("POSTERN_ROLES", "ingest,console"))) {
        Outgoing.setUp(publisher, sink, ENDPOINTS);
        Outgoing.publish(publisher, ENDPOINTS, warming + deliveries);
        publisher.stop();
      }
      Postgres.execute(url, "vacuum analyze");
      Thread first = Thread.ofPlatform().start(() -> sink.await(warming, Duration.ofMinutes(5)));
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
      sink.await(warming + deliveries, Duration.ofMinutes(10));
      while (Postgres.number(url, "select count(*) from delivery where status <> 'DELIVERED'")
          > 0) {
        Thread.sleep(50);
      }
      return (warming + deliveries - before) / ((System.nanoTime() - start) / 1e9);
    } finally {
      senders.forEach(Node::close);
    }
  }
}
