package dev.postern.outbound.subscription;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.subscription.store.SubscriptionStore;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The door to subscriptions. Each call joins the caller's transaction or opens its own. What is
 * wrong with the input ends as a {@code ProblemException}: 422 for a value, 404 for a subscription
 * that the tenant does not have. Thread-safe.
 */
@Service
public class Subscriptions {
  public static final int MAX_PER_TENANT = 1000;

  private final SubscriptionStore store;
  private final SubscriptionCheck check;
  private final SubscriptionEnd end;
  private final AuditTrail trail;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  Subscriptions(
      SubscriptionStore store,
      SubscriptionCheck check,
      SubscriptionEnd end,
      AuditTrail trail,
      Transactions transactions,
      Stamp stamp) {
    this.store = store;
    this.check = check;
    this.end = end;
    this.trail = trail;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  public Subscription create(TenantId tenant, SubscriptionSettings settings) {
    check.settings(settings);
    return transactions.required(() -> {
      if (store.count(tenant) >= MAX_PER_TENANT) {
        throw ProblemException.conflict(
            "too_many_subscriptions", "A tenant has at most " + MAX_PER_TENANT + " subscriptions.");
      }
      requireEndpoint(tenant, settings.endpoint());
      Instant now = stamp.now();
      Subscription subscription =
          new Subscription(new SubscriptionId(stamp.id()), tenant, settings, now, now);
      store.insert(subscription);
      end.changed(tenant);
      trail.record(
          tenant, change("subscription.created", subscription.id()).to(subscription.settings()));
      return subscription;
    });
  }

  public Optional<Subscription> find(TenantId tenant, SubscriptionId id) {
    return transactions.required(() -> store.find(tenant, id));
  }

  /** Newest first. */
  public Page<Subscription> list(TenantId tenant, PageRequest page) {
    return page.page(
        transactions.required(() -> store.list(tenant, page)), found -> found.id().uuid());
  }

  /** All of one endpoint, newest first. */
  public List<Subscription> ofEndpoint(TenantId tenant, EndpointId endpoint) {
    return transactions.required(() -> store.ofEndpoint(tenant, endpoint));
  }

  /** Changes the settings that are stored when the row is locked, so that no edit is lost. */
  public Subscription update(
      TenantId tenant, SubscriptionId id, UnaryOperator<SubscriptionSettings> edit) {
    return transactions.required(() -> {
      SubscriptionSettings before =
          store.find(tenant, id).orElseThrow(Subscriptions::unknown).settings();
      Subscription updated =
          store
              .update(
                  tenant,
                  id,
                  stamp.now(),
                  stored -> {
                    SubscriptionSettings after = edit.apply(stored);
                    check.settings(after);
                    if (!after.endpoint().equals(stored.endpoint())) {
                      requireEndpoint(tenant, after.endpoint());
                    }
                    return after;
                  })
              .orElseThrow(Subscriptions::unknown);
      end.changed(tenant);
      trail.record(tenant, change("subscription.updated", id).from(before).to(updated.settings()));
      return updated;
    });
  }

  /** What was to be sent for it is cancelled. */
  public void delete(TenantId tenant, SubscriptionId id) {
    if (transactions.required(() -> store.find(tenant, id)).isPresent()) {
      end.backlog(tenant, id);
    }
    transactions.run(() -> {
      Subscription found = store.find(tenant, id).orElseThrow(Subscriptions::unknown);
      end.one(found);
      trail.record(tenant, change("subscription.deleted", id).from(found.settings()));
    });
  }

  /** In the transaction that deletes the endpoint, which ends the deliveries itself. */
  public void endpointDeleted(TenantId tenant, EndpointId endpoint) {
    store.deleteOf(tenant, endpoint);
    end.changed(tenant);
  }

  private void requireEndpoint(TenantId tenant, EndpointId endpoint) {
    if (!store.lockEndpoint(tenant, endpoint)) {
      throw ProblemException.unprocessable(
          "unknown_endpoint", "/endpoint_id", "This tenant has no such endpoint.");
    }
  }

  private static Change change(String action, SubscriptionId id) {
    return Change.of(action, "subscription", id);
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("The subscription");
  }
}
