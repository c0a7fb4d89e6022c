package dev.postern.outbound.subscription;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.ast.CelExpr;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What ends an evaluation: what the event makes it cost, and not how the node fares. */
class FilterBudgetTest {
  private static final CelExpr STEP = CelExpr.newBuilder().build();

  private final AtomicLong now = new AtomicLong();
  private final FilterBudget budget = new FilterBudget(EvaluationPrices.NONE, now::get);

  @Test
  void a_stall_of_the_node_ends_none() {
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThatCode(() -> budget.callback(STEP, true)).doesNotThrowAnyException();
  }

  @Test
  void one_that_never_comes_to_an_end_is_ended() {
    now.addAndGet(Duration.ofSeconds(6).toNanos());
    assertThatThrownBy(() -> budget.callback(STEP, true)).hasMessageContaining("too much");
  }

  @Test
  void many_steps_are_dear_whatever_the_clock_says_and_a_long_text_that_is_read_is_one_step() {
    String text = "x".repeat(200_000);
    for (int i = 0; i < FilterBudget.MAX_COST; i++) {
      budget.callback(STEP, text);
    }
    assertThatThrownBy(() -> budget.callback(STEP, text)).hasMessageContaining("too much");
  }
}
