package dev.postern.bench.figure;

import dev.postern.bench.floor.EmptyHeap;
import dev.postern.bench.floor.EmptyRequests;
import dev.postern.bench.floor.EmptyStart;
import dev.postern.bench.floor.LeastLedger;
import dev.postern.bench.run.Comparison;
import dev.postern.bench.run.Comparison.Beside;
import java.util.List;

/**
 * The least that our aims cost on this machine, beside the same baselines and with the same
 * reaches: a floor that does not reach one says that nothing on this server or database can.
 */
public final class Floors {
  private static final int JOBS = 100_000;

  private Floors() {}

  public static List<Comparison> all() {
    return List.of(
        Comparison.of(new EmptyRequests(), new Beside(new SingleRowInserts(), 1.5)),
        Comparison.of(
            new LeastLedger(JOBS),
            new Beside(new BareClient(JOBS), 0.5),
            new Beside(new GraphileWorker(JOBS), 1.2),
            new Beside(new DbScheduler(20_000), 4)),
        Comparison.alone(new EmptyStart()),
        Comparison.alone(new EmptyHeap()));
  }
}
