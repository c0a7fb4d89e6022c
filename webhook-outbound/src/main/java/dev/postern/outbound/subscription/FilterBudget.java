package dev.postern.outbound.subscription;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Ends an evaluation that costs too much. Every node that is evaluated costs one and a share of the
 * size of its value, so that neither many steps nor few steps over long texts get far; the clock is
 * the last net. One evaluation only; not thread-safe.
 */
final class FilterBudget implements CelEvaluationListener {
  static final int MAX_COST = 200_000;
  private static final int CHARACTERS_A_UNIT = 16;
  private static final Duration MAX_TIME = Duration.ofMillis(250);

  private final long started = System.nanoTime();
  private long cost;

  @Override
  public void callback(CelExpr expression, Object value) {
    cost += 1 + size(value) / CHARACTERS_A_UNIT;
    if (cost > MAX_COST || System.nanoTime() - started > MAX_TIME.toNanos()) {
      throw new IllegalStateException("this costs too much on this event");
    }
  }

  private static int size(Object value) {
    return switch (value) {
      case CharSequence text -> text.length();
      case Collection<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      default -> 0;
    };
  }
}
