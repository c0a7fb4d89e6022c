package dev.postern.bench.figure;

import dev.postern.bench.run.Comparison;
import dev.postern.bench.run.Comparison.Beside;
import java.util.List;

/** All comparisons; the reaches are those of docs/performance.md. */
public final class Figures {
  private Figures() {}

  public static List<Comparison> all() {
    return List.of(
        Comparison.of(new IntakeOverHttp(), new Beside(new SingleRowInserts(), 1.5)),
        Comparison.of(new GroupCommitAlone(), new Beside(new SingleRowInserts(), 3)),
        Comparison.of(
            new Drain(1, 100_000),
            new Beside(new BareClient(100_000), 0.5),
            new Beside(new GraphileWorker(100_000), 1.2),
            new Beside(new DbScheduler(20_000), 4)),
        Comparison.of(new Drain(2, 100_000), new Beside(new Drain(1, 100_000), 0.9)),
        Comparison.of(new Claims(10_000_000), new Beside(new Claims(1_000_000), 1.5)),
        Comparison.alone(new PublishToReceived(50)),
        Comparison.alone(new PublishToReceived(99)),
        Comparison.alone(new StartToReady()),
        Comparison.alone(new IdleMemory()),
        Comparison.alone(new MemoryInFlight()));
  }

  /** What fits into three minutes. */
  public static List<Comparison> quick() {
    return List.of(
        Comparison.of(new IntakeOverHttp(), new Beside(new SingleRowInserts(), 1.5)),
        Comparison.of(new Drain(1, 10_000), new Beside(new BareClient(10_000), 0.5)),
        Comparison.alone(new PublishToReceived(50)));
  }
}
