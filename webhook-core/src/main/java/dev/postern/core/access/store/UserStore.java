package dev.postern.core.access.store;

import dev.postern.core.Service;
import dev.postern.core.access.Role;
import dev.postern.core.access.User;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code user_account}. */
@Service
public class UserStore {
  private final Database database;

  @Inject
  public UserStore(Database database) {
    this.database = database;
  }

  /** An account with what its password is checked against. */
  public record Credentials(User user, String passwordHash) {}

  /** False when the address is taken. */
  public boolean insert(User user, String passwordHash) {
    return database.update(
            """
            insert into user_account (id, tenant_id, email, password_hash, role, created_at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            user.id(),
            user.tenant(),
            user.email(),
            passwordHash,
            user.role(),
            user.createdAt())
        == 1;
  }

  public boolean none() {
    return database.query("select id from user_account limit 1", row -> row.uuid("id")).isEmpty();
  }

  public Optional<User> byId(UserId id) {
    return database.queryOne("select * from user_account where id = ?", UserStore::map, id);
  }

  public Optional<Credentials> credentials(String email) {
    return database.queryOne(
        "select * from user_account where email = ?",
        row -> new Credentials(map(row), row.text("password_hash")),
        email);
  }

  public List<User> list(TenantId tenant, PageRequest page) {
    return database.query(
        "select * from user_account where tenant_id = ? and id < ? order by id desc limit ?",
        UserStore::map,
        tenant,
        page.bound(),
        page.limit() + 1);
  }

  public void loggedIn(UserId id, Instant at) {
    database.update("update user_account set last_login_at = ? where id = ?", at, id);
  }

  void purge(@Observes TenantDeleted event) {
    database.update("delete from user_account where tenant_id = ?", event.tenant());
  }

  private static User map(Row row) throws SQLException {
    return new User(
        row.id("id", UserId::new),
        row.idOrNull("tenant_id", TenantId::new),
        row.text("email"),
        row.word("role", Role.class),
        row.instant("created_at"),
        row.instantOrNull("last_login_at"));
  }
}
