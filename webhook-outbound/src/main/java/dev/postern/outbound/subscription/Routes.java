package dev.postern.outbound.subscription;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.subscription.store.RoutesMarks;
import dev.postern.outbound.subscription.store.SubscriptionStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a tenant's events. They are kept; that no node has changed them since is asked in
 * the transaction that uses them. Thread-safe.
 */
@Service
public class Routes {
  private static final FilterVerdict PASSED = new FilterVerdict.Passed();
  private static final Duration KEPT = Duration.ofMinutes(10);
  // Somebody who changes subscriptions all the time must not keep events from being published.
  private static final int MOST_PLANS = 5;

  private final SubscriptionStore store;
  private final RoutesMarks marks;
  private final FilterCompiler filters;
  private final Transactions transactions;

  private final LoadingCache<TenantId, Known> routes =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(KEPT).build(this::load);

  @Inject
  public Routes(
      SubscriptionStore store,
      RoutesMarks marks,
      FilterCompiler filters,
      Transactions transactions) {
    this.store = store;
    this.marks = marks;
    this.filters = filters;
    this.transactions = transactions;
  }

  private record Known(RoutesMark mark, List<Route> routes) {}

  /**
   * Plans with the routes, outside of any transaction of its own, and carries the plan out in one
   * (the caller's, if there is one) that has found the routes unchanged; else plans again.
   *
   * @param plan may be called several times
   * @param carryOut is called once
   */
  public <P, R> R planned(TenantId tenant, Function<List<Route>, P> plan, Function<P, R> carryOut) {
    for (int plans = 1; ; plans++) {
      boolean last = plans == MOST_PLANS;
      Known known = routes.get(tenant);
      P planned = plan.apply(known.routes);
      Optional<R> done =
          transactions.required(() ->
              last || marks.of(tenant).equals(known.mark)
                  ? Optional.of(carryOut.apply(planned))
                  : Optional.empty());
      if (done.isPresent()) {
        return done.get();
      }
      routes.asMap().remove(tenant, known);
    }
  }

  /** Within the transaction that changes a subscription. */
  void changed(TenantId tenant) {
    transactions.afterCommit(() -> routes.invalidate(tenant));
  }

  private Known load(TenantId tenant) {
    return transactions.required(() -> {
      // First: what is changed between the two is found out, not overlooked.
      RoutesMark mark = marks.of(tenant);
      return new Known(
          mark,
          store.enabled(tenant).stream()
              .map(found -> new Route(found, filter(found.settings().filter())))
              .toList());
    });
  }

  private Route.Filter filter(@Nullable String expression) {
    if (expression == null) {
      return (event, allowance) -> PASSED;
    }
    try {
      return filters.filter(expression)::judge;
    } catch (IllegalArgumentException e) {
      // It compiled when it was stored: a change of ours must not stop the tenant's other routes.
      FilterVerdict broken = EventFilter.error(String.valueOf(e.getMessage()));
      return (event, allowance) -> broken;
    }
  }
}
