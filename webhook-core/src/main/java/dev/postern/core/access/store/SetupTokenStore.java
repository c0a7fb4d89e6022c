package dev.postern.core.access.store;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;

/** The one row of {@code setup_token}: the digest of the link printed last. */
@Service
public class SetupTokenStore {
  private final Database database;

  @Inject
  public SetupTokenStore(Database database) {
    this.database = database;
  }

  /** The last one counts, also of nodes that start at the same moment. */
  public void replace(byte[] hash, Instant now) {
    database.update(
        """
        insert into setup_token (id, token_hash, created_at) values (1, ?, ?)
        on conflict do nothing
        """,
        hash,
        now);
    database.update("update setup_token set token_hash = ?, created_at = ?", hash, now);
  }

  public boolean matches(byte[] hash) {
    return database
        .queryOne("select id from setup_token where token_hash = ?", row -> row.integer("id"), hash)
        .isPresent();
  }

  public boolean consume(byte[] hash) {
    return database.update("delete from setup_token where token_hash = ?", hash) == 1;
  }
}
