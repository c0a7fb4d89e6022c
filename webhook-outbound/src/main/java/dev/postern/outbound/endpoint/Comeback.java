package dev.postern.outbound.endpoint;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.TestSend;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import jakarta.inject.Inject;

/**
 * Brings an endpoint back only if it answers: what is held stays held for a receiver that is still
 * away. Opens no transaction while it asks. Thread-safe.
 */
@Service
public class Comeback {
  private static final String PROBE = "ping";

  private final Endpoints endpoints;
  private final TestSend probes;

  @Inject
  public Comeback(Endpoints endpoints, TestSend probes) {
    this.endpoints = endpoints;
    this.probes = probes;
  }

  /** 409 {@code probe_failed}, and nothing is changed, when it does not accept a test event. */
  public Endpoint enable(TenantId tenant, EndpointId id, Backlog backlog) {
    endpoints.get(tenant, id);
    Attempt probe = probes.send(tenant, id, PROBE);
    if (probe.outcome() != AttemptOutcome.DELIVERED) {
      String why = probe.detail() == null ? "" : " " + probe.detail();
      throw ProblemException.conflict(
          "probe_failed", "The endpoint did not accept the probe and stays as it is." + why);
    }
    return endpoints.enable(tenant, id, backlog);
  }
}
