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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code user_account}. A null tenant names the platform's own people. */
@Service
public class UserStore {
  /** Matches no tenant: ids of version 7 are never nil. */
  private static final UUID PLATFORM = new UUID(0, 0);

  private final Database database;

  @Inject
  public UserStore(Database database) {
    this.database = database;
  }

  /** An account with what its password is checked against; null before there is one. */
  public record Credentials(User user, @Nullable String passwordHash) {
    /** Never prints the hash: it can be tried against at leisure. */
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }

  /** False when the address is taken. */
  public boolean insert(User user, @Nullable String passwordHash) {
    return database.update(
            """
            insert into user_account
              (id, tenant_id, email, password_hash, role, created_at, password_changed_at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            user.id(),
            user.tenant(),
            user.email(),
            passwordHash,
            user.role(),
            user.createdAt(),
            user.passwordSetAt())
        == 1;
  }

  public boolean none() {
    return database.query("select id from user_account limit 1", row -> row.uuid("id")).isEmpty();
  }

  public Optional<User> byId(UserId id) {
    return database.queryOne("select * from user_account where id = ?", UserStore::map, id);
  }

  public Optional<User> byId(@Nullable TenantId tenant, UserId id) {
    return database.queryOne(
        "select * from user_account where coalesce(tenant_id, ?) = ? and id = ?",
        UserStore::map,
        PLATFORM,
        owner(tenant),
        id);
  }

  public Optional<Credentials> credentials(String email) {
    return credentials("select * from user_account where email = ?", email);
  }

  public Optional<Credentials> credentials(UserId id) {
    return credentials("select * from user_account where id = ?", id);
  }

  public List<User> list(@Nullable TenantId tenant, PageRequest page) {
    return database.query(
        """
        select * from user_account where coalesce(tenant_id, ?) = ? and id < ?
        order by id desc limit ?
        """,
        UserStore::map,
        PLATFORM,
        owner(tenant),
        page.bound(),
        page.limit() + 1);
  }

  /** Those who are told what goes wrong: the administrators that have come or can. */
  public List<User> administrators(@Nullable TenantId tenant) {
    return database.query(
        """
        select * from user_account
        where coalesce(tenant_id, ?) = ? and role in ('ADMIN', 'PLATFORM_ADMIN')
          and (password_hash is not null or last_login_at is not null)
        order by id limit 50
        """,
        UserStore::map,
        PLATFORM,
        owner(tenant));
  }

  /** Locked until the transaction ends, so that two of the last two cannot both go. */
  public List<User> lockPlatformAdministrators() {
    return database.query(
        "select * from user_account where role = 'PLATFORM_ADMIN' order by id for update",
        UserStore::map);
  }

  public void loggedIn(UserId id, Instant at) {
    database.update("update user_account set last_login_at = ? where id = ?", at, id);
  }

  public void setPassword(UserId id, String hash, Instant at) {
    database.update(
        "update user_account set password_hash = ?, password_changed_at = ? where id = ?",
        hash,
        at,
        id);
  }

  public void setRole(UserId id, Role role) {
    database.update("update user_account set role = ? where id = ?", role, id);
  }

  public void delete(UserId id) {
    database.update("delete from account_link where user_id = ?", id);
    database.update("delete from federated_identity where user_id = ?", id);
    database.update("delete from user_account where id = ?", id);
  }

  void purge(@Observes TenantDeleted event) {
    database.update(
        """
        delete from account_link
        where user_id in (select id from user_account where tenant_id = ?)
        """,
        event.tenant());
    database.update(
        """
        delete from federated_identity
        where user_id in (select id from user_account where tenant_id = ?)
        """,
        event.tenant());
    database.update("delete from user_account where tenant_id = ?", event.tenant());
  }

  private Optional<Credentials> credentials(String sql, Object key) {
    return database.queryOne(
        sql, row -> new Credentials(map(row), row.textOrNull("password_hash")), key);
  }

  private static UUID owner(@Nullable TenantId tenant) {
    return tenant == null ? PLATFORM : tenant.uuid();
  }

  private static User map(Row row) throws SQLException {
    Instant created = row.instant("created_at");
    Instant changed = row.instantOrNull("password_changed_at");
    boolean hasPassword = row.textOrNull("password_hash") != null;
    return new User(
        row.id("id", UserId::new),
        row.idOrNull("tenant_id", TenantId::new),
        row.text("email"),
        row.word("role", Role.class),
        created,
        hasPassword ? (changed == null ? created : changed) : null,
        row.instantOrNull("last_login_at"));
  }
}
