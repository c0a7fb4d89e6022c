package dev.postern.outbound.subscription;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.io.UncheckedIOException;
import java.util.Map;

/** One compiled filter. Immutable and thread-safe. */
final class EventFilter {
  private static final int MAX_REASON = 200;
  private static final FilterVerdict PASSED = new FilterVerdict.Passed();
  private static final FilterVerdict FALSE = new FilterVerdict.HeldBack("filter_false");

  private static final FilterVerdict UNASKED = error("the filters cost too much together");

  private final CelRuntime.Program program;
  private final EvaluationPrices prices;

  EventFilter(CelRuntime.Program program, EvaluationPrices prices) {
    this.program = program;
    this.prices = prices;
  }

  /** Never throws for what is in the event: an error keeps it back and says why. */
  FilterVerdict judge(EventFacts event, FilterAllowance allowance) {
    if (!allowance.affords()) {
      return UNASKED;
    }
    FilterBudget budget = new FilterBudget(prices);
    try {
      return judge(event, budget);
    } finally {
      allowance.spend(budget.cost());
    }
  }

  private FilterVerdict judge(EventFacts event, FilterBudget budget) {
    String channel = event.channel();
    try {
      Map<String, Object> variables =
          Map.of(
              "type", event.type(),
              "channel", channel == null ? NullValue.NULL_VALUE : channel,
              "data", event.data().get());
      Object result = program.trace(variables, budget);
      if (result instanceof Boolean passes) {
        return passes ? PASSED : FALSE;
      }
      return error("the filter is neither true nor false");
    } catch (CelEvaluationException e) {
      return error(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException beyondLimits) {
      return error("the data is nested too deep to be read");
    }
  }

  static FilterVerdict error(String detail) {
    // The library's first line may quote a key of the data, never a value.
    String line = detail.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
    String reason = "filter_error: " + line;
    return new FilterVerdict.HeldBack(
        reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON - 1) + "…");
  }
}
