package dev.postern.outbound.subscription;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ends an evaluation that costs too much. Every node that is evaluated costs one and a share of the
 * size of its value, so that neither many steps nor few steps over long texts get far; what a step
 * works on for longer has {@link EvaluationPrices}. That depends on the event alone; the clock is
 * the last net, and wide: a node that stalls for a moment (a collection, classes loaded for the
 * first time) must not keep an event back. One evaluation only; not thread-safe.
 */
final class FilterBudget implements CelEvaluationListener {
  static final int MAX_COST = 200_000;
  private static final int CHARACTERS_A_UNIT = 16;
  private static final Duration MAX_TIME = Duration.ofSeconds(5);

  private final EvaluationPrices prices;
  private final Map<Long, Integer> lengths = new HashMap<>();
  private final LongSupplier nanos;
  private final long started;
  private long cost;

  FilterBudget(EvaluationPrices prices) {
    this(prices, System::nanoTime);
  }

  FilterBudget(EvaluationPrices prices, LongSupplier nanos) {
    this.prices = prices;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
  }

  @Override
  public void callback(CelExpr expression, Object value) {
    cost += 1 + size(value) / CHARACTERS_A_UNIT + prices.of(expression.id(), value, lengths);
    if (cost > MAX_COST || nanos.getAsLong() - started > MAX_TIME.toNanos()) {
      throw new IllegalStateException("this costs too much on this event");
    }
  }

  /** So far. */
  long cost() {
    return cost;
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
