package dev.postern.outbound.subscription;

import dev.postern.core.Service;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.DeliveryControl;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.subscription.store.SubscriptionStore;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

/** What follows from a change of subscriptions, in the changing transaction. */
@Service
class SubscriptionEnd {
  private final SubscriptionStore store;
  private final Routes routes;
  private final StatusGate gate;
  // Lazily: the engine that answers it may read subscriptions itself.
  private final Provider<DeliveryControl> control;

  @Inject
  SubscriptionEnd(
      SubscriptionStore store, Routes routes, StatusGate gate, Provider<DeliveryControl> control) {
    this.store = store;
    this.routes = routes;
    this.gate = gate;
    this.control = control;
  }

  void changed(TenantId tenant) {
    routes.changed(tenant);
  }

  /** Outside of the deleting transaction. */
  void backlog(TenantId tenant, SubscriptionId subscription) {
    control.get().endBacklog(tenant, subscription);
  }

  void one(Subscription subscription) {
    TenantId tenant = subscription.tenant();
    gate.change(tenant, subscription.settings().endpoint());
    store.delete(tenant, subscription.id());
    control.get().subscriptionDeleted(tenant, subscription.id());
    routes.changed(tenant);
  }
}
