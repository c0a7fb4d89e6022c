package dev.postern.core.retention;

import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes {@code tenant_settings}. */
class RetentionStore {
  private final Database database;

  RetentionStore(Database database) {
    this.database = database;
  }

  Optional<Retention> find(TenantId tenant) {
    return database.queryOne(
        "select * from tenant_settings where tenant_id = ?", RetentionStore::row, tenant);
  }

  List<TenantId> tenants() {
    return database.query("select id from tenant", row -> row.id("id", TenantId::new));
  }

  List<Map.Entry<TenantId, Retention>> all() {
    return database.query(
        "select * from tenant_settings",
        row -> Map.entry(row.id("tenant_id", TenantId::new), row(row)));
  }

  /** Needs an open transaction. */
  void replace(TenantId tenant, Retention kept) {
    delete(tenant);
    database.update(
        """
        insert into tenant_settings (tenant_id, events_days, attempts_days, received_days)
        values (?, ?, ?, ?)
        """,
        tenant,
        kept.eventsDays(),
        kept.attemptsDays(),
        kept.receivedDays());
  }

  void delete(TenantId tenant) {
    database.update("delete from tenant_settings where tenant_id = ?", tenant);
  }

  private static Retention row(Row row) throws SQLException {
    return new Retention(
        row.integer("events_days"), row.integer("attempts_days"), row.integer("received_days"));
  }
}
