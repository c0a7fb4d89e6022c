package dev.postern.core.access.store;

import dev.postern.core.Service;
import dev.postern.core.access.ApiKey;
import dev.postern.core.access.Role;
import dev.postern.core.id.ApiKeyId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code api_key}. */
@Service
public class ApiKeyStore {
  private final Database database;

  @Inject
  public ApiKeyStore(Database database) {
    this.database = database;
  }

  public void insert(ApiKey key, byte[] hash) {
    database.update(
        """
        insert into api_key (id, tenant_id, name, prefix, token_hash, role, created_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        key.id(),
        key.tenant(),
        key.name(),
        key.prefix(),
        hash,
        key.role(),
        key.createdAt(),
        key.expiresAt());
  }

  public Optional<ApiKey> byHash(byte[] hash) {
    return database.queryOne("select * from api_key where token_hash = ?", ApiKeyStore::map, hash);
  }

  public Optional<ApiKey> byId(TenantId tenant, ApiKeyId id) {
    return database.queryOne(
        "select * from api_key where tenant_id = ? and id = ?", ApiKeyStore::map, tenant, id);
  }

  public List<ApiKey> list(TenantId tenant, PageRequest page) {
    return database.query(
        "select * from api_key where tenant_id = ? and id < ? order by id desc limit ?",
        ApiKeyStore::map,
        tenant,
        page.bound(),
        page.limit() + 1);
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
        row.word("role", Role.class),
        row.instant("created_at"),
        row.instantOrNull("expires_at"),
        row.instantOrNull("last_used_at"));
  }
}
