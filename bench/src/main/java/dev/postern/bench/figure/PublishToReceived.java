package dev.postern.bench.figure;

import dev.postern.bench.load.Sink;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Node;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** From the moment an application starts to publish until the subscriber has the event; idle. */
final class PublishToReceived implements Figure {
  private static final int EVENTS = 100;
  private final int percentile;
  private Sink sink;
  private Node node;

  PublishToReceived(int percentile) {
    this.percentile = percentile;
  }

  @Override
  public String name() {
    return "publish to received, idle, p" + percentile;
  }

  @Override
  public String unit() {
    return "ms";
  }

  @Override
  public boolean moreIsBetter() {
    return false;
  }

  @Override
  public void open(Bench bench) throws Exception {
    sink = new Sink();
    node = Node.start(bench.home(), bench.postgres().fresh(), Map.of());
    Outgoing.setUp(node, sink, 1);
    latencies(5 * EVENTS);
  }

  @Override
  public double measure(Bench bench) throws Exception {
    double[] sorted = latencies(EVENTS);
    return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)];
  }

  private double[] latencies(int events) throws Exception {
    double[] all = new double[events];
    for (int i = 0; i < events; i++) {
      long before = sink.taken();
      long[] arrived = new long[1];
      sink.watch(body -> arrived[0] = System.nanoTime());
      long start = System.nanoTime();
      Outgoing.publishOne(node, i);
      sink.await(before + 1, Duration.ofSeconds(10));
      all[i] = (arrived[0] - start) / 1e6;
      Thread.sleep(10);
    }
    Arrays.sort(all);
    return all;
  }

  @Override
  public void close() throws Exception {
    if (node != null) {
      node.close();
    }
    if (sink != null) {
      sink.close();
    }
  }
}
