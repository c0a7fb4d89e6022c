package dev.postern.outbound.subscription;

import dev.postern.core.id.TenantId;
import dev.postern.core.vault.TestSecrets;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.subscription.store.RoutesMarks;
import dev.postern.outbound.subscription.store.SubscriptionStore;
import java.util.List;

/** The door to subscriptions and the routes behind it, over a test's tables. */
public final class TestSubscriptions {
  public final Subscriptions door;
  public final Routes routes;

  /** What this node sends events to. */
  public List<Route> routes(TenantId tenant) {
    return routes.planned(tenant, known -> known, known -> known);
  }

  public TestSubscriptions(OutboundTables tables) {
    SubscriptionStore store = new SubscriptionStore(tables.database.entities());
    FilterCompiler filters = new FilterCompiler();
    routes =
        new Routes(
            store,
            new RoutesMarks(tables.database.database()),
            filters,
            tables.database.transactions());
    door =
        new Subscriptions(
            store,
            new SubscriptionCheck(filters, new TransformationCompiler()),
            new SubscriptionEnd(
                store, routes, new StatusGate(tables.database.database()), () -> tables.control),
            TestSecrets.over(tables.database, () -> tables.now, tables::id).trail(),
            tables.database.transactions(),
            tables.stamp());
  }
}
