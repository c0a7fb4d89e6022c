package dev.postern.outbound.subscription;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ends an evaluation that costs too much. Every node that is evaluated costs one, and what a step
 * works on for longer its {@link EvaluationPrices}, so that neither many steps nor few steps over
 * long texts get far. That depends on the event alone; the clock is the last net, and wide: a node
 * that stalls for a moment (a collection, classes loaded for the first time) must not keep an event
 * back. One evaluation only; not thread-safe.
 */
final class FilterBudget implements CelEvaluationListener {
  static final int MAX_COST = 200_000;
  private static final Duration MAX_TIME = Duration.ofSeconds(5);

  private final EvaluationPrices prices;
  private final Map<Long, Object> operands = new HashMap<>();
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
    cost += 1 + prices.of(expression.id(), value, operands);
    if (cost > MAX_COST || nanos.getAsLong() - started > MAX_TIME.toNanos()) {
      throw new IllegalStateException("this costs too much on this event");
    }
  }

  /** So far. */
  long cost() {
    return cost;
  }
}
