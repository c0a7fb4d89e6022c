package dev.postern.core.access.store;

import dev.postern.core.Service;
import dev.postern.core.id.UserId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Reads and writes {@code federated_identity}. */
@Service
public class IdentityStore {
  private final Database database;

  @Inject
  public IdentityStore(Database database) {
    this.database = database;
  }

  public Optional<UserId> find(String issuer, String subject) {
    return database.queryOne(
        "select user_id from federated_identity where issuer = ? and subject = ?",
        row -> row.id("user_id", UserId::new),
        issuer,
        subject);
  }

  /** A link to an account that is gone is taken over. */
  public void link(String issuer, String subject, UserId user, Instant now) {
    database.update(
        "delete from federated_identity where issuer = ? and subject = ?", issuer, subject);
    database.update(
        """
        insert into federated_identity (issuer, subject, user_id, linked_at) values (?, ?, ?, ?)
        """,
        issuer,
        subject,
        user,
        now);
  }
}
