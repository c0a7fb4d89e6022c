package dev.postern.outbound;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.ledger.Attempt;

/**
 * Sends one made-up event to an endpoint while the caller waits, signed like any other. Leaves no
 * row behind and counts for nothing in the endpoint's health. Never called inside a transaction.
 * Thread-safe.
 */
public interface TestSend {

  /** The attempt once it has been made, whatever it came to. The endpoint exists. */
  Attempt send(TenantId tenant, EndpointId endpoint, String type);
}
