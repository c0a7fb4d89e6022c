package dev.postern.core.vault.store;

import dev.postern.core.store.Database;
import java.time.Instant;
import java.util.Optional;

/**
 * The one row of {@code vault_keyset}: no tenant's, though its request may be the first to need it.
 */
public final class KeysetStore {
  private final Database database;

  public KeysetStore(Database database) {
    this.database = database;
  }

  public Optional<byte[]> load() {
    return database.unscoped(() ->
        database.queryOne(
            "select keyset from vault_keyset where id = 1", row -> row.bytes("keyset")));
  }

  /** Returns what is stored afterwards: this keyset, or the one another node stored first. */
  public byte[] insertOrLoad(byte[] keyset, Instant now) {
    database.update(
        "insert into vault_keyset (id, keyset, created_at) values (1, ?, ?) on conflict do nothing",
        keyset,
        now);
    return load().orElseThrow();
  }

  /** False when another node replaced it in between. */
  public boolean replace(byte[] before, byte[] after, Instant now) {
    return database.update(
            "update vault_keyset set keyset = ?, created_at = ? where id = 1 and keyset = ?",
            after,
            now,
            before)
        == 1;
  }
}
