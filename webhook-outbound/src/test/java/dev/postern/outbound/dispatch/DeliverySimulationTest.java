package dev.postern.outbound.dispatch;

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
  void nothing_is_lost_nothing_is_sent_after_it_was_settled_and_budgets_hold() {
    Level before = QUIET.getLevel();
    QUIET.setLevel(Level.OFF);
    try {
      Long one = Long.getLong("postern.simulation.seed");
      long schedules = Long.getLong("postern.simulation.schedules", 1_500);
      LongStream seeds = one == null ? LongStream.range(0, schedules) : LongStream.of(one);
      seeds.forEach(DeliverySimulationTest::run);
    } finally {
      QUIET.setLevel(before);
    }
  }

  private static void run(long seed) {
    try {
      new SimulatedSchedule(seed).run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dpostern.simulation.seed=" + seed, e);
    }
  }
}
