package dev.postern.core.vault.store;

import dev.postern.core.Service;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.vault.Secrets;
import dev.postern.core.vault.StoredSecret;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads and writes {@code secret_version}. */
@Service
public class SecretStore {
  /** Who verifies a request waits no longer for its secrets. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final Database impatient;
  private final UseStore uses;

  @Inject
  public SecretStore(Database database) {
    this.database = database;
    this.impatient = database.within(PATIENCE);
    this.uses = new UseStore(database);
  }

  /** What the versions did. */
  public UseStore uses() {
    return uses;
  }

  public void insert(StoredSecret secret) {
    database.update(
        """
        insert into secret_version
          (id, tenant_id, owner_id, ciphertext, created_at, expires_at, verified_count)
        values (?, ?, ?, ?, ?, ?, 0)
        """,
        secret.id(),
        secret.tenant(),
        secret.owner(),
        secret.ciphertext(),
        secret.createdAt(),
        secret.expiresAt());
  }

  /**
   * Newest first, of all of them. Unscoped: only for rings, whose owners were found by a scoped
   * query before.
   */
  public List<StoredSecret> byOwners(Set<UUID> owners) {
    return impatient.query(
        "select * from secret_version where owner_id = any(?) order by id desc",
        SecretStore::map,
        (Object) owners.toArray(UUID[]::new));
  }

  public List<StoredSecret> byOwner(TenantId tenant, UUID owner) {
    return database.query(
        "select * from secret_version where tenant_id = ? and owner_id = ? order by id desc",
        SecretStore::map,
        tenant,
        owner);
  }

  /** The same, locked until the transaction ends: two rotations at once wait for each other. */
  public List<StoredSecret> lock(TenantId tenant, UUID owner) {
    return database.query(
        """
        select * from secret_version where tenant_id = ? and owner_id = ?
        order by id desc for update
        """,
        SecretStore::map,
        tenant,
        owner);
  }

  /** Current versions made before that time, the oldest first. */
  public List<Secrets.Aged> currentSince(TenantId tenant, Instant before, int limit) {
    return database.query(
        """
        select owner_id, created_at from secret_version
        where tenant_id = ? and expires_at is null and created_at < ? order by id limit ?
        """,
        row -> new Secrets.Aged(row.uuid("owner_id"), row.instant("created_at")),
        tenant,
        before,
        limit);
  }

  /** No version that is there lives beyond {@code end}; one that ends before stays as it is. */
  public void endBy(TenantId tenant, UUID owner, Instant end) {
    database.update(
        """
        update secret_version set expires_at = ?
        where tenant_id = ? and owner_id = ? and (expires_at is null or expires_at > ?)
        """,
        end,
        tenant,
        owner,
        end);
  }

  public void expire(TenantId tenant, SecretId id, Instant at) {
    database.update(
        "update secret_version set expires_at = ? where tenant_id = ? and id = ?", at, tenant, id);
  }

  public void deleteOwner(TenantId tenant, UUID owner) {
    database.update(
        """
        delete from secret_use_hour where secret_id in
          (select id from secret_version where tenant_id = ? and owner_id = ?)
        """,
        tenant,
        owner);
    database.update(
        "delete from secret_version where tenant_id = ? and owner_id = ?", tenant, owner);
  }

  public void deleteTenant(TenantId tenant) {
    database.update(
        """
        delete from secret_use_hour where secret_id in
          (select id from secret_version where tenant_id = ?)
        """,
        tenant);
    database.update("delete from secret_version where tenant_id = ?", tenant);
  }

  private static StoredSecret map(Row row) throws SQLException {
    return new StoredSecret(
        row.id("id", SecretId::new),
        row.id("tenant_id", TenantId::new),
        row.uuid("owner_id"),
        row.bytes("ciphertext"),
        row.instant("created_at"),
        row.instantOrNull("expires_at"),
        row.number("verified_count"),
        row.instantOrNull("last_verified_at"));
  }
}
