package dev.postern.core.pause;

import dev.postern.core.Service;
import dev.postern.core.id.PauseId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code pause}. */
@Service
public class PauseStore {
  private static final String SELECT =
      """
      select id, tenant_id, scope, object_id, intake, deliveries, reason, paused_by, by_platform,
             created_at
        from pause
      """;

  private final Database database;

  @Inject
  public PauseStore(Database database) {
    this.database = database;
  }

  /** False when it is paused already. */
  boolean insert(Pause pause) {
    return database.update(
            """
            insert into pause
              (id, tenant_id, scope, object_id, intake, deliveries, reason, paused_by, by_platform,
               created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """,
            pause.id(),
            owner(pause.tenant()),
            pause.scope(),
            pause.object(),
            pause.intake(),
            pause.deliveries(),
            pause.reason(),
            pause.pausedBy(),
            pause.byPlatform(),
            pause.createdAt())
        == 1;
  }

  List<Pause> all() {
    return database.query(SELECT + "order by id", PauseStore::map);
  }

  List<Pause> of(@Nullable TenantId tenant) {
    return database.query(
        SELECT + "where tenant_id = ? order by id desc", PauseStore::map, owner(tenant));
  }

  Optional<Pause> find(@Nullable TenantId tenant, PauseId id) {
    return database.queryOne(
        SELECT + "where tenant_id = ? and id = ?", PauseStore::map, owner(tenant), id);
  }

  void delete(PauseId id) {
    database.update("delete from pause where id = ?", id);
  }

  void deleteAll(TenantId tenant) {
    database.update("delete from pause where tenant_id = ?", tenant);
  }

  private static UUID owner(@Nullable TenantId tenant) {
    return tenant == null ? Pause.EVERYTHING : tenant.uuid();
  }

  private static Pause map(Row row) throws SQLException {
    UUID owner = row.uuid("tenant_id");
    return new Pause(
        row.id("id", PauseId::new),
        owner.equals(Pause.EVERYTHING) ? null : new TenantId(owner),
        row.word("scope", Pause.Scope.class),
        row.uuid("object_id"),
        row.flag("intake"),
        row.flag("deliveries"),
        row.text("reason"),
        row.text("paused_by"),
        row.flag("by_platform"),
        row.instant("created_at"));
  }
}
