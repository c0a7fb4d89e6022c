package dev.postern.core.access.store;

import dev.postern.core.Service;
import dev.postern.core.id.UserId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Reads and writes {@code account_link}: one a person, the newest. */
@Service
public class AccountLinkStore {
  private final Database database;

  @Inject
  public AccountLinkStore(Database database) {
    this.database = database;
  }

  public void replace(UserId user, byte[] hash, String purpose, Instant expiresAt) {
    revoke(user);
    database.update(
        "insert into account_link (token_hash, user_id, purpose, expires_at) values (?, ?, ?, ?)",
        hash,
        user,
        purpose,
        expiresAt);
  }

  public Optional<UserId> find(byte[] hash, Instant now) {
    return database.queryOne(
        "select user_id from account_link where token_hash = ? and expires_at > ?",
        row -> row.id("user_id", UserId::new),
        hash,
        now);
  }

  /** Whose it was; of two at once one gets it. */
  public Optional<UserId> consume(byte[] hash, Instant now) {
    return find(hash, now)
        .filter(
            user -> database.update("delete from account_link where token_hash = ?", hash) == 1);
  }

  public void revoke(UserId user) {
    database.update("delete from account_link where user_id = ?", user);
  }
}
