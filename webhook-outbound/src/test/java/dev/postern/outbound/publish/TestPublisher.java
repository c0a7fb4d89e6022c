package dev.postern.outbound.publish;

import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.StatusGate;
import dev.postern.outbound.claim.KeyLines;
import dev.postern.outbound.eventtype.EventSchemas;
import dev.postern.outbound.eventtype.store.EventTypeStore;
import dev.postern.outbound.ledger.DeliveryFeed;
import dev.postern.outbound.publish.store.EventKeyStore;
import dev.postern.outbound.publish.store.EventWriter;
import dev.postern.outbound.subscription.Routes;
import java.util.concurrent.ForkJoinPool;

/** The door for events over a test's tables. */
public final class TestPublisher {
  private TestPublisher() {}

  public static Publisher over(OutboundTables tables, Routes routes, DeliveryFeed feed) {
    return new Publisher(
        new Admission(
            new EventSchemas(
                new EventTypeStore(tables.database.database()),
                tables.database.transactions(),
                ForkJoinPool.commonPool())),
        routes,
        new EventTransaction(
            new EventKeyStore(tables.database.database()),
            new EventWriter(tables.database.database()),
            new StatusGate(tables.database.database()),
            new KeyLines(tables.database.database()),
            tables.stamp(),
            tables.database.transactions()),
        new Announcement(
            tables.database.transactions(), feed, () -> tables.wakeUps::incrementAndGet),
        tables.stamp());
  }
}
