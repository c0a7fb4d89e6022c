package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Schedules nobody would think of. A failure names its seed; {@code -Dpostern.simulation.seed} runs
 * that one, {@code -Dpostern.simulation.schedules} sets how many run.
 */
final class DeliverySimulationTest {
  private static final Logger QUIET = Logger.getLogger("dev.postern.outbound.dispatch");

  @Test
  void
      nothing_is_lost_or_sent_after_its_end_keys_keep_their_order_probes_go_one_by_one_batches_wait() {
    Level before = QUIET.getLevel();
    QUIET.setLevel(Level.OFF);
    try {
      Long one = Long.getLong("postern.simulation.seed");
      long schedules = Long.getLong("postern.simulation.schedules", 10_000);
      LongStream seeds = one == null ? LongStream.range(0, schedules) : LongStream.of(one);
      LongAdder probes = new LongAdder();
      LongAdder batches = new LongAdder();
      LongAdder reserved = new LongAdder();
      seeds.forEach(seed -> {
        SimulatedSchedule run = run(seed);
        probes.add(run.probes);
        batches.add(run.batches);
        reserved.add(run.reserved);
      });
      assertThat(one != null || (probes.sum() > schedules && batches.sum() > schedules))
          .as("the schedules test breakers and batches: " + probes + " probes, " + batches)
          .isTrue();
      assertThat(one != null || reserved.sum() > schedules / 10)
          .as("the schedules fill the slots of a node: " + reserved + " from the reserve")
          .isTrue();
    } finally {
      QUIET.setLevel(before);
    }
  }

  private static SimulatedSchedule run(long seed) {
    try {
      SimulatedSchedule schedule = new SimulatedSchedule(seed);
      schedule.run();
      return schedule;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dpostern.simulation.seed=" + seed, e);
    }
  }
}
