package dev.postern.adminui.endpoints;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.TestSend;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.subscription.Subscriptions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The doors that the views of endpoints go through, together. */
@Service
public class EndpointDoors {
  private final Endpoints endpoints;
  private final Subscriptions subscriptions;
  private final TestSend testSend;
  private final Transactions transactions;
  private final EgressPolicy policy;

  @Inject
  EndpointDoors(
      Endpoints endpoints,
      Subscriptions subscriptions,
      TestSend testSend,
      Transactions transactions,
      PlatformConfig config) {
    this.endpoints = endpoints;
    this.subscriptions = subscriptions;
    this.testSend = testSend;
    this.transactions = transactions;
    this.policy = config.egress();
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /** As many as one list holds. */
  public List<Endpoint> all(TenantId tenant) {
    return endpoints.list(tenant, PageRequest.first(PageRequest.MAX_LIMIT)).data();
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  TestSend testSend() {
    return testSend;
  }

  Transactions transactions() {
    return transactions;
  }

  /** Why Postern would not send there, by the guard that judges every delivery; empty when fine. */
  Optional<String> refusal(String url) {
    return policy.check(url) instanceof Decision.Refused refused
        ? Optional.of(refused.detail())
        : Optional.empty();
  }
}
