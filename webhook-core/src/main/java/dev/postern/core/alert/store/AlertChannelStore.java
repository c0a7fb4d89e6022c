package dev.postern.core.alert.store;

import dev.postern.core.Service;
import dev.postern.core.alert.AlertChannel;
import dev.postern.core.alert.AlertKind;
import dev.postern.core.alert.AlertRules;
import dev.postern.core.alert.AlertTarget;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code alert_channel}. */
@Service
public class AlertChannelStore {
  private static final UUID PLATFORM = new UUID(0, 0);

  private static final String SELECT =
      """
      select id, tenant_id, kind, shown, name, enabled, min_severity, kinds, every_tenant,
             created_at, updated_at
        from alert_channel
      """;

  private final Database database;

  @Inject
  public AlertChannelStore(Database database) {
    this.database = database;
  }

  public void insert(AlertChannel channel, byte[] sealed) {
    AlertRules rules = channel.edit().rules();
    database.update(
        """
        insert into alert_channel
          (id, tenant_id, name, kind, shown, sealed, enabled, min_severity, kinds, every_tenant,
           created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        channel.id(),
        owner(channel.tenant()),
        channel.edit().name(),
        channel.kind(),
        channel.target(),
        sealed,
        channel.edit().enabled(),
        rules.minSeverity(),
        String.join(" ", rules.notices()),
        rules.everyTenant(),
        channel.createdAt(),
        channel.updatedAt());
  }

  public void update(AlertChannel channel) {
    AlertRules rules = channel.edit().rules();
    database.update(
        """
        update alert_channel
        set name = ?, enabled = ?, min_severity = ?, kinds = ?, every_tenant = ?, updated_at = ?
        where id = ?
        """,
        channel.edit().name(),
        channel.edit().enabled(),
        rules.minSeverity(),
        String.join(" ", rules.notices()),
        rules.everyTenant(),
        channel.updatedAt(),
        channel.id());
  }

  public Optional<AlertChannel> find(@Nullable TenantId tenant, AlertChannelId id) {
    return database.queryOne(
        SELECT + "where tenant_id = ? and id = ?", AlertChannelStore::map, owner(tenant), id);
  }

  public Optional<AlertChannel> find(AlertChannelId id) {
    return database.queryOne(SELECT + "where id = ?", AlertChannelStore::map, id);
  }

  public Optional<byte[]> sealed(AlertChannelId id) {
    return database.queryOne(
        "select sealed from alert_channel where id = ?", row -> row.bytes("sealed"), id);
  }

  public List<AlertChannel> list(@Nullable TenantId tenant, PageRequest page) {
    return database.query(
        SELECT + "where tenant_id = ? and id < ? order by id desc limit ?",
        AlertChannelStore::map,
        owner(tenant),
        page.bound(),
        page.limit() + 1);
  }

  /** Those that may want a notice of this tenant, or of the platform. */
  public List<AlertChannel> listening(@Nullable TenantId tenant) {
    return database.query(
        SELECT
            + "where enabled = true and (tenant_id = ? or (tenant_id = ? and every_tenant = true))",
        AlertChannelStore::map,
        owner(tenant),
        PLATFORM);
  }

  /** Whether nobody there has set one up, or kept one that is disabled. */
  public boolean none(@Nullable TenantId tenant) {
    return database
        .queryOne(
            "select id from alert_channel where tenant_id = ? limit 1", row -> true, owner(tenant))
        .isEmpty();
  }

  public boolean delete(@Nullable TenantId tenant, AlertChannelId id) {
    return database.update(
            "delete from alert_channel where tenant_id = ? and id = ?", owner(tenant), id)
        == 1;
  }

  public void deleteAll(TenantId tenant) {
    database.update("delete from alert_channel where tenant_id = ?", tenant);
  }

  /** A null would be kept out of the index by the planner, so the platform has a number too. */
  static UUID owner(@Nullable TenantId tenant) {
    return tenant == null ? PLATFORM : tenant.uuid();
  }

  private static AlertChannel map(Row row) throws SQLException {
    UUID owner = row.uuid("tenant_id");
    String kinds = row.text("kinds");
    AlertKind kind = row.word("kind", AlertKind.class);
    return new AlertChannel(
        row.id("id", AlertChannelId::new),
        owner.equals(PLATFORM) ? null : new TenantId(owner),
        kind,
        // Once more: an older node still writes more than may be shown.
        AlertTarget.shown(kind, row.text("shown")),
        new AlertChannel.Edit(
            row.text("name"),
            row.flag("enabled"),
            new AlertRules(
                row.word("min_severity", Notice.Severity.class),
                kinds.isEmpty() ? List.of() : List.of(kinds.split(" ", -1)),
                row.flag("every_tenant"))),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
