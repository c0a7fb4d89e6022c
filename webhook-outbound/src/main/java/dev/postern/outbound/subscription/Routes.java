package dev.postern.outbound.subscription;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.subscription.store.SubscriptionStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a tenant's events, at most one second old; changes made on this node show at once.
 * Whether a subscription still stands is asked again in the publishing transaction. Thread-safe.
 */
@Service
public class Routes {
  private static final FilterVerdict PASSED = new FilterVerdict.Passed();
  private static final Duration MAX_AGE = Duration.ofSeconds(1);

  private final SubscriptionStore store;
  private final FilterCompiler filters;
  private final Transactions transactions;

  private final LoadingCache<TenantId, List<Route>> routes =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(MAX_AGE).build(this::load);

  @Inject
  public Routes(SubscriptionStore store, FilterCompiler filters, Transactions transactions) {
    this.store = store;
    this.filters = filters;
    this.transactions = transactions;
  }

  public List<Route> of(TenantId tenant) {
    return routes.get(tenant);
  }

  /** Within the transaction that changes a subscription. */
  void changed(TenantId tenant) {
    transactions.afterCommit(() -> routes.invalidate(tenant));
  }

  private List<Route> load(TenantId tenant) {
    return transactions.required(() ->
        store.enabled(tenant).stream()
            .map(subscription -> new Route(subscription, filter(subscription.settings().filter())))
            .toList());
  }

  private Function<EventFacts, FilterVerdict> filter(@Nullable String expression) {
    if (expression == null) {
      return event -> PASSED;
    }
    try {
      return filters.filter(expression)::judge;
    } catch (IllegalArgumentException e) {
      // It compiled when it was stored: a change of ours must not stop the tenant's other routes.
      FilterVerdict broken = EventFilter.error(String.valueOf(e.getMessage()));
      return event -> broken;
    }
  }
}
