package dev.postern.outbound.retention;

import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.Stamp;
import dev.postern.core.retention.TenantRetention;
import dev.postern.core.store.Database;
import dev.postern.core.store.OldPartitions;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.stats.StatStore;
import java.time.Instant;
import java.util.UUID;

/** Retention over a test's database, at a time of the test's choice. */
public final class Sweeps {
  private Sweeps() {}

  /** How many weeks went as a whole. */
  public static int weeks(TestDatabase tables, Instant now) {
    Database database = tables.database();
    Transactions transactions = tables.transactions();
    AuditTrail trail =
        new AuditTrail(
            new AuditStore(database), transactions, new Stamp(UUID::randomUUID, () -> now));
    return new Sweep(
            new TenantRetention(database, trail, transactions),
            new OldWeeks(new OldPartitions(database, transactions), database),
            new OldRows(database),
            new StatStore(database),
            transactions,
            () -> now)
        .run()
        .weeks();
  }
}
