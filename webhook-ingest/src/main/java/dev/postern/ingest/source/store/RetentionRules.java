package dev.postern.ingest.source.store;

import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.retention.Retention;
import dev.postern.core.retention.TenantRetention;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long each source keeps what it received: for a time of its own, or for its tenant's. */
@Service
public class RetentionRules {
  private final Database database;
  private final TenantRetention tenants;

  @Inject
  public RetentionRules(Database database, TenantRetention tenants) {
    this.database = database;
    this.tenants = tenants;
  }

  /** One source's time. */
  public record Rule(TenantId tenant, SourceId source, Duration keep) {}

  public List<Rule> all() {
    Map<TenantId, Retention> kept = new HashMap<>();
    return database
        .query(
            "select id, tenant_id, settings from source order by id",
            row ->
                new Kept(
                    row.id("id", SourceId::new),
                    row.id("tenant_id", TenantId::new),
                    SettingsColumn.read(row.text("settings")).retentionDays()))
        .stream()
        .map(source -> source.rule(kept.computeIfAbsent(source.tenant(), tenants::of)))
        .toList();
  }

  private record Kept(SourceId source, TenantId tenant, @Nullable Integer ownDays) {
    Rule rule(Retention ofTenant) {
      int days = ownDays == null ? ofTenant.receivedDays() : ownDays;
      return new Rule(tenant, source, Duration.ofDays(days));
    }
  }
}
