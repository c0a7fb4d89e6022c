package dev.postern.adminui.endpoints;

import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Everything;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.subscription.Subscriptions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The doors that the views of endpoints go through, together. */
@Service
public class EndpointDoors {
  private final Endpoints endpoints;
  private final Subscriptions subscriptions;
  private final Probe probe;
  private final Transactions transactions;
  private final Catalogue catalogue;

  @Inject
  EndpointDoors(
      Endpoints endpoints,
      Subscriptions subscriptions,
      Probe probe,
      Transactions transactions,
      Catalogue catalogue) {
    this.endpoints = endpoints;
    this.subscriptions = subscriptions;
    this.probe = probe;
    this.transactions = transactions;
    this.catalogue = catalogue;
  }

  Endpoints endpoints() {
    return endpoints;
  }

  public List<Endpoint> all(TenantId tenant) {
    return Everything.of(page -> endpoints.list(tenant, page));
  }

  /** All whose URL or description has these words; a tenant has a thousand at most. */
  List<Endpoint> matching(Visit visit, String words, @Nullable EndpointStatus status) {
    String wanted = words.toLowerCase(Locale.ROOT);
    return all(visit.tenantTo(Permission.READ)).stream()
        .filter(endpoint -> status == null || endpoint.state().status() == status)
        .filter(endpoint ->
            endpoint.settings().url().toLowerCase(Locale.ROOT).contains(wanted)
                || endpoint.settings().description().toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  public Optional<Endpoint> find(Visit visit, EndpointId id) {
    return endpoints.find(visit.tenantTo(Permission.READ), id);
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  Probe probe() {
    return probe;
  }

  Transactions transactions() {
    return transactions;
  }

  Catalogue catalogue() {
    return catalogue;
  }
}
