package dev.postern.outbound.endpoint;

import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.vault.TestSecrets;
import dev.postern.core.vault.TestVault;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.endpoint.store.AccessVault;
import dev.postern.outbound.endpoint.store.EndpointStore;
import dev.postern.outbound.endpoint.store.PublicKeyStore;
import dev.postern.outbound.endpoint.store.StateStore;
import dev.postern.outbound.subscription.Subscriptions;

/** The door to endpoints over a test's tables. */
public final class TestEndpoints {
  private TestEndpoints() {}

  public static Endpoints over(OutboundTables tables, Subscriptions subscriptions) {
    EndpointStore store =
        new EndpointStore(
            tables.database.entities(),
            new StateStore(tables.database.database()),
            new AccessVault(TestVault.over(tables.database.database())));
    EndpointCheck check = new EndpointCheck(EgressPolicy.strict());
    TestSecrets secrets = TestSecrets.over(tables.database, () -> tables.now, tables::id);
    return new Endpoints(
        store,
        check,
        new EndpointSecrets(secrets.secrets(), new PublicKeyStore(tables.database.database())),
        new EndpointChanges(
            store, new StatusGate(tables.database.database()), subscriptions, () -> tables.control),
        new EndpointTrail(secrets.trail()),
        tables.database.transactions(),
        tables.stamp());
  }
}
