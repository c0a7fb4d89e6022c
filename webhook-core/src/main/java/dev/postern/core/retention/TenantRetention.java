package dev.postern.core.retention;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.Mode;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The door to how long each tenant keeps what. Thread-safe. */
@Service
public class TenantRetention {
  private final RetentionStore store;
  private final AuditTrail audit;
  private final Transactions transactions;

  @Inject
  public TenantRetention(Database database, AuditTrail audit, Transactions transactions) {
    this.store = new RetentionStore(database);
    this.audit = audit;
    this.transactions = transactions;
  }

  /** The default unless the tenant wants it otherwise. */
  public Retention of(TenantId tenant) {
    return store.find(tenant).orElse(Retention.standard());
  }

  /** Every tenant there is, in both modes: each keeps its own. */
  public Map<TenantId, Retention> all() {
    Map<TenantId, Retention> all = new HashMap<>();
    for (TenantId tenant : store.tenants()) {
      for (Mode mode : Mode.values()) {
        all.put(tenant.in(mode), Retention.standard());
      }
    }
    store
        .all()
        .forEach(entry -> all.computeIfPresent(entry.getKey(), (id, old) -> entry.getValue()));
    return all;
  }

  /** 422 for days out of range. */
  public Retention change(TenantId tenant, UnaryOperator<Retention> edit) {
    return transactions.required(() -> {
      Retention before = of(tenant);
      Retention after = edit.apply(before);
      after.check();
      store.replace(tenant, after);
      audit.record(
          tenant, Change.of("tenant.settings.updated", "tenant", tenant).from(before).to(after));
      return after;
    });
  }

  /** Joins the deleting transaction. */
  void tenantDeleted(@Observes TenantDeleted event) {
    store.delete(event.tenant());
  }
}
