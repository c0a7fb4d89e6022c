package dev.postern.outbound.subscription;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The door to subscriptions. Each call joins the caller's transaction or opens its own. What is
 * wrong with the input ends as a {@code ProblemException}: 422 for a value, 404 for a subscription
 * that the tenant does not have. Thread-safe.
 */
public interface Subscriptions {

  Subscription create(TenantId tenant, SubscriptionSettings settings);

  Optional<Subscription> find(TenantId tenant, SubscriptionId id);

  /** Newest first. */
  Page<Subscription> list(TenantId tenant, PageRequest page);

  /** All of one endpoint, newest first. */
  List<Subscription> ofEndpoint(TenantId tenant, EndpointId endpoint);

  Subscription update(
      TenantId tenant, SubscriptionId id, UnaryOperator<SubscriptionSettings> change);

  /** What was to be sent for it is cancelled. */
  void delete(TenantId tenant, SubscriptionId id);
}
