package dev.postern.core.retention;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The door to how long each tenant keeps what. Thread-safe. */
@Service
public class TenantRetention {
  private final Database database;
  private final AuditTrail audit;
  private final Transactions transactions;

  @Inject
  public TenantRetention(Database database, AuditTrail audit, Transactions transactions) {
    this.database = database;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** The default unless the tenant wants it otherwise. */
  public Retention of(TenantId tenant) {
    return database
        .queryOne("select * from tenant_settings where tenant_id = ?", TenantRetention::row, tenant)
        .orElse(Retention.standard());
  }

  /** Every tenant there is. */
  public Map<TenantId, Retention> all() {
    Map<TenantId, Retention> all = new HashMap<>();
    database
        .query("select id from tenant", row -> row.id("id", TenantId::new))
        .forEach(tenant -> all.put(tenant, Retention.standard()));
    database
        .query(
            "select * from tenant_settings",
            row -> Map.entry(row.id("tenant_id", TenantId::new), row(row)))
        .forEach(entry -> all.computeIfPresent(entry.getKey(), (id, old) -> entry.getValue()));
    return all;
  }

  /** 422 for days out of range. */
  public Retention change(TenantId tenant, UnaryOperator<Retention> edit) {
    return transactions.required(() -> {
      Retention before = of(tenant);
      Retention after = edit.apply(before);
      after.check();
      database.update("delete from tenant_settings where tenant_id = ?", tenant);
      database.update(
          """
          insert into tenant_settings (tenant_id, events_days, attempts_days, received_days)
          values (?, ?, ?, ?)
          """,
          tenant,
          after.eventsDays(),
          after.attemptsDays(),
          after.receivedDays());
      audit.record(
          tenant, Change.of("tenant.settings.updated", "tenant", tenant).from(before).to(after));
      return after;
    });
  }

  /** Joins the deleting transaction. */
  void tenantDeleted(@Observes TenantDeleted event) {
    database.update("delete from tenant_settings where tenant_id = ?", event.tenant());
  }

  private static Retention row(Row row) throws SQLException {
    return new Retention(
        row.integer("events_days"), row.integer("attempts_days"), row.integer("received_days"));
  }
}
