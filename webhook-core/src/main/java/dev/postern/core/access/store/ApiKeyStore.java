package dev.postern.core.access.store;

import dev.postern.core.Service;
import dev.postern.core.access.ApiKey;
import dev.postern.core.access.KeyReach;
import dev.postern.core.access.Permission;
import dev.postern.core.access.Role;
import dev.postern.core.id.ApiKeyId;
import dev.postern.core.id.Mode;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code api_key}. */
@Service
public class ApiKeyStore {
  /** Who calls waits no longer to be known. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final Database impatient;

  @Inject
  public ApiKeyStore(Database database) {
    this.database = database;
    this.impatient = database.within(PATIENCE);
  }

  public void insert(ApiKey key, byte[] hash) {
    database.update(
        """
        insert into api_key (id, tenant_id, name, prefix, token_hash, role, created_at, expires_at,
          mode, scopes)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        key.id(),
        key.tenant(),
        key.name(),
        key.prefix(),
        hash,
        key.reach().role(),
        key.createdAt(),
        key.expiresAt(),
        key.reach().mode(),
        scopes(key.reach()));
  }

  public Optional<ApiKey> byHash(byte[] hash) {
    return impatient.queryOne("select * from api_key where token_hash = ?", ApiKeyStore::map, hash);
  }

  public Optional<ApiKey> byId(TenantId tenant, ApiKeyId id) {
    return database.queryOne(
        "select * from api_key where tenant_id = ? and id = ?", ApiKeyStore::map, tenant, id);
  }

  /** Null is any mode. */
  public List<ApiKey> list(TenantId tenant, @Nullable Mode mode, PageRequest page) {
    return database.query(
        """
        select * from api_key where tenant_id = ? and mode in (?, ?) and id < ?
        order by id desc limit ?
        """,
        ApiKeyStore::map,
        tenant,
        mode == null ? Mode.LIVE : mode,
        mode == null ? Mode.TEST : mode,
        page.bound(),
        page.limit() + 1);
  }

  /** Of all tenants: those in use that end within that time. */
  public List<ApiKey> ending(Instant after, Instant before, Instant usedSince) {
    return database.query(
        """
        select * from api_key where expires_at > ? and expires_at <= ? and last_used_at >= ?
        """,
        ApiKeyStore::map,
        after,
        before,
        usedSince);
  }

  /** Moves the time of the last use forward, never back. */
  public void used(Map<ApiKeyId, Instant> uses) {
    database.batch(
        """
        update api_key set last_used_at = ?
        where id = ? and (last_used_at is null or last_used_at < ?)
        """,
        uses.entrySet().stream()
            .map(use -> new @Nullable Object[] {use.getValue(), use.getKey(), use.getValue()})
            .toList());
  }

  public boolean delete(TenantId tenant, ApiKeyId id) {
    return database.update("delete from api_key where tenant_id = ? and id = ?", tenant, id) == 1;
  }

  void purge(@Observes TenantDeleted event) {
    database.update("delete from api_key where tenant_id = ?", event.tenant());
  }

  private static ApiKey map(Row row) throws SQLException {
    return new ApiKey(
        row.id("id", ApiKeyId::new),
        row.id("tenant_id", TenantId::new),
        row.text("name"),
        row.text("prefix"),
        new KeyReach(
            row.word("role", Role.class),
            scopes(row.textOrNull("scopes")),
            row.word("mode", Mode.class)),
        row.instant("created_at"),
        row.instantOrNull("expires_at"),
        row.instantOrNull("last_used_at"));
  }

  private static @Nullable String scopes(KeyReach reach) {
    return reach.scopes().isEmpty()
        ? null
        : reach.scopes().stream().map(Permission::name).collect(Collectors.joining(","));
  }

  private static List<Permission> scopes(@Nullable String words) {
    return words == null
        ? List.of()
        : Arrays.stream(words.split(",")).map(Permission::valueOf).toList();
  }
}
