package dev.postern.outbound.endpoint;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.DeliveryControl;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.endpoint.store.EndpointStore;
import dev.postern.outbound.subscription.Subscriptions;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

/** Changes of an endpoint that its deliveries feel, in the caller's transaction. */
@Service
class EndpointChanges {
  private final EndpointStore store;
  private final StatusGate gate;
  private final Subscriptions subscriptions;
  // Lazily: the engine that answers it reads endpoints itself.
  private final Provider<DeliveryControl> control;

  @Inject
  EndpointChanges(
      EndpointStore store,
      StatusGate gate,
      Subscriptions subscriptions,
      Provider<DeliveryControl> control) {
    this.store = store;
    this.gate = gate;
    this.subscriptions = subscriptions;
    this.control = control;
  }

  /** Outside of the transaction that enables it. */
  void skipBacklog(TenantId tenant, EndpointId id) {
    control.get().skipBacklog(tenant, id);
  }

  void enable(TenantId tenant, EndpointId id, Backlog backlog) {
    gate.change(tenant, id);
    control.get().endpointEnabled(tenant, id, backlog);
  }

  void disable(TenantId tenant, EndpointId id) {
    gate.change(tenant, id);
    control.get().endpointDisabled(tenant, id);
  }

  void delete(TenantId tenant, EndpointId id) {
    gate.change(tenant, id);
    // First the row that a new subscription would lock: after it none can come.
    store.delete(tenant, id);
    subscriptions.endpointDeleted(tenant, id);
    control.get().endpointDeleted(tenant, id);
  }
}
