package dev.postern.core.idempotency.store;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code idempotency_key}. */
@Service
public class IdempotencyStore {
  private final Database database;

  @Inject
  public IdempotencyStore(Database database) {
    this.database = database;
  }

  /** A key's row; the answer is sealed. */
  public record Entry(byte[] requestHash, Optional<byte[]> answer) {}

  /** False when the key is there already. */
  public boolean insert(
      String scope, String key, byte[] requestHash, @Nullable TenantId pathTenant, Instant now) {
    return database.update(
            """
            insert into idempotency_key (scope, idem_key, request_hash, path_tenant, created_at)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """,
            scope,
            key,
            requestHash,
            pathTenant == null ? null : pathTenant.uuid(),
            now)
        == 1;
  }

  public Optional<Entry> find(String scope, String key) {
    return database.queryOne(
        "select request_hash, answer from idempotency_key where scope = ? and idem_key = ?",
        row -> new Entry(row.bytes("request_hash"), Optional.ofNullable(row.bytesOrNull("answer"))),
        scope,
        key);
  }

  public void complete(String scope, String key, byte[] answer) {
    database.update(
        "update idempotency_key set answer = ? where scope = ? and idem_key = ?",
        answer,
        scope,
        key);
  }

  public void delete(String scope, String key) {
    database.update("delete from idempotency_key where scope = ? and idem_key = ?", scope, key);
  }

  /** Removes the key when it is old, or when nobody answered it and nobody will. */
  public void deleteExpired(String scope, String key, Instant old, Instant abandoned) {
    database.update(
        """
        delete from idempotency_key
        where scope = ? and idem_key = ?
          and (created_at < ? or (answer is null and created_at < ?))
        """,
        scope,
        key,
        old,
        abandoned);
  }

  /**
   * Of its own callers and of the platform's on its paths. In the pattern the id's underscore
   * stands for any character, so for itself.
   */
  public void deleteOf(TenantId tenant) {
    database.update(
        "delete from idempotency_key where path_tenant = ? or scope like ?",
        tenant.uuid(),
        tenant + "|%");
  }

  public void deleteBefore(Instant bound) {
    database.update("delete from idempotency_key where created_at < ?", bound);
  }
}
