package dev.postern.core.alert.store;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code alert_test}. */
@Service
public class AlertTestStore {
  private final Database database;

  @Inject
  public AlertTestStore(Database database) {
    this.database = database;
  }

  /**
   * When the owner's last tests were, newest first. What is older than {@code since} is forgotten.
   */
  public List<Instant> lately(@Nullable TenantId tenant, Instant since, int limit) {
    UUID owner = AlertChannelStore.owner(tenant);
    database.update("delete from alert_test where tenant_id = ? and tested_at <= ?", owner, since);
    return database.query(
        "select tested_at from alert_test where tenant_id = ? order by tested_at desc limit ?",
        row -> row.instant("tested_at"),
        owner,
        limit);
  }

  public void insert(UUID id, @Nullable TenantId tenant, Instant now) {
    database.update(
        "insert into alert_test (id, tenant_id, tested_at) values (?, ?, ?)",
        id,
        AlertChannelStore.owner(tenant),
        now);
  }

  void purge(@Observes TenantDeleted event) {
    database.update("delete from alert_test where tenant_id = ?", event.tenant());
  }
}
