package dev.postern.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's row-level security as the second lock behind the queries' own tenant: inside a
 * {@link TenantScope} a transaction becomes the role {@code postern_tenant}, which sees and writes
 * rows of that tenant only. Tables are found by their column {@code tenant_id}, so that a new one
 * cannot be forgotten; those that hang on a person, a secret, a source or a chain are named here,
 * and partitions are reached by their parents only. The role can neither change nor delete what
 * stands in the audit trail, and reaches neither the keyset nor the first set-up nor the counters
 * of the log-in. Work of the machine itself, for all tenants, is not restricted.
 */
final class RowSecurity {
  private static final System.Logger LOG = System.getLogger(RowSecurity.class.getName());

  /** What the role may not do, where it may: what is in order costs a look at the catalogue. */
  private static final String REVOKE =
      """
        -- A partition named by itself is under no policy: it is reached by its parent only.
        for t in
          select relname as name from pg_class
          where relnamespace = current_schema()::regnamespace and relispartition
            and relkind in ('r', 'p')
            and has_table_privilege('postern_tenant', oid, 'select, insert, update, delete')
        loop
          execute format('revoke all on %I from postern_tenant', t.name);
        end loop;
        for t in
          select c.relname as name, coalesce(w.rights, 'all') as rights
          from pg_class c
          left join (values
            ('audit_entry', 'update, delete, truncate'),
            ('audit_chain', 'delete, truncate'),
            ('mail_message', 'select, update, delete, truncate'),
            ('vault_keyset', 'all'),
            ('setup_token', 'all'),
            ('login_throttle', 'all')) w (name, rights)
            on w.name = c.relname
          where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
            and (w.name is not null or c.relname like 'schema_history_%')
            and has_table_privilege('postern_tenant', c.oid,
              coalesce(nullif(w.rights, 'all'), 'select, insert, update, delete, truncate'))
        loop
          execute format('revoke %s on %I from postern_tenant', t.rights, t.name);
        end loop;
      """;

  /** Under the lock of {@link #PREPARE}: an older node may be at its own. */
  private static final String MEND =
      """
      do $$
      declare
        t record;
      begin
        perform set_config('lock_timeout', '2s', true);
        perform pg_advisory_xact_lock(5041753);
      """
          + REVOKE
          + """
          end
          $$
          """;

  /** Locked, because every node does it at its start; a role is shared by databases. */
  private static final String PREPARE =
      """
      do $$
      declare
        t record;
        scope constant text :=
          'nullif(current_setting(''postern.tenant'', true), '''')::uuid';
      begin
        -- Whoever waits for a table's lock makes all who come after wait as well: the intake of older nodes.
        perform set_config('lock_timeout', '2s', true);
        perform pg_advisory_xact_lock(5041753);
        if not exists (select from pg_roles where rolname = 'postern_tenant') then
          begin
            create role postern_tenant nologin;
          exception when duplicate_object or unique_violation then
            null;
          end;
        end if;
        if not pg_has_role(current_user, 'postern_tenant', 'member') then
          execute format('grant postern_tenant to %I', current_user);
        end if;
        execute format('grant usage on schema %I to postern_tenant', current_schema());
        execute format(
          'grant select, insert, update, delete on all tables in schema %I to postern_tenant',
          current_schema());
        execute format(
          'grant usage on all sequences in schema %I to postern_tenant', current_schema());
        for t in
          select c.relname as name, c.relrowsecurity as enabled,
                 coalesce(o.rows, format('%I = ' || scope,
                   case when c.relname = 'tenant' then 'id' else 'tenant_id' end)) as rows
          from pg_class c
          left join (values
            ('audit_entry', 'chain = ' || scope),
            ('audit_chain', 'chain = ' || scope),
            ('account_link', 'user_id in (select id from user_account)'),
            ('federated_identity', 'user_id in (select id from user_account)'),
            ('secret_use_hour', 'secret_id in (select id from secret_version)'),
            ('received_key', 'source_id in (select id from source)'),
            ('seen_nonce', 'source_id in (select id from source)'),
            ('verified_network', 'source_id in (select id from source)'),
            ('endpoint_pace', 'endpoint_id in (select id from endpoint)'),
            -- The platform's keys are one set for the paths of all; older nodes name no path.
            ('idempotency_key',
              'path_tenant is null or scope like ''platform|%'' or path_tenant = ' || scope)
            ) o (name, rows)
            on o.name = c.relname
          where c.relnamespace = current_schema()::regnamespace
            and c.relkind in ('r', 'p') and not c.relispartition
            and (c.relname = 'tenant' or o.name is not null or exists (
              select from pg_attribute a
              where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
        loop
          if not t.enabled then
            execute format('alter table %I enable row level security', t.name);
          end if;
          if not exists (
            select from pg_policies
            where schemaname = current_schema() and tablename = t.name
              and policyname = 'tenant_rows')
          then
            execute format('create policy tenant_rows on %I using (%s)', t.name, t.rows);
          end if;
        end loop;
      """
          + REVOKE
          + """
          end
          $$
          """;

  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Database.ConnectionCall<Boolean> inTransaction;
  private volatile boolean ready;

  RowSecurity(Database.ConnectionCall<Boolean> inTransaction) {
    this.inTransaction = inTransaction;
  }

  /** Makes role and policies where they are missing. A database that refuses is told in the log. */
  void prepare(Database database) {
    try {
      int attempt = 1;
      while (!prepared(database, attempt)) {
        attempt++;
      }
      ready = true;
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "row_level_security_off: the database user may not create the role postern_tenant",
          e);
    }
  }

  /**
   * Takes back what an older node granted at its own start: it knows nothing of what came to be
   * refused since, and grants all tables anew. Another time when it is in the way just now.
   */
  void mend(Database database) {
    if (!ready) {
      return;
    }
    try {
      execute(database, MEND);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "row_level_security_not_mended", e);
    }
  }

  private static void execute(Database database, String sql) {
    boolean unused =
        database.call(connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  /** False when older nodes were in its way, and it is worth another try. */
  private static boolean prepared(Database database, int attempt) {
    try {
      execute(database, PREPARE);
      return true;
    } catch (StoreException e) {
      if (attempt == ATTEMPTS || !isInTheWay(e)) {
        throw e;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      return false;
    }
  }

  /** {@code lock_not_available} and {@code deadlock_detected}. */
  private static boolean isInTheWay(StoreException e) {
    return e.getCause() instanceof SQLException refused
        && ("55P03".equals(refused.getSQLState()) || "40P01".equals(refused.getSQLState()));
  }

  boolean applies() {
    return ready && TenantScope.current() != null;
  }

  /** Runs the work under the tenant's role; without an open transaction, in one of its own. */
  <T> T within(Connection connection, Database.ConnectionCall<T> work) throws SQLException {
    UUID tenant = TenantScope.current();
    if (!ready || tenant == null) {
      return work.on(connection);
    }
    if (inTransaction.on(connection)) {
      assume(connection, tenant);
      return work.on(connection);
    }
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      assume(connection, tenant);
      T result = work.on(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  /** The open transaction is nobody's again; true when there was something to let go of. */
  boolean release(Connection connection) throws SQLException {
    if (ready && inTransaction.on(connection)) {
      try (PreparedStatement statement =
          connection.prepareStatement("select set_config('role', 'none', true)")) {
        statement.executeQuery().close();
      }
      return true;
    }
    return false;
  }

  private static void assume(Connection connection, @Nullable UUID tenant) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select set_config('postern.tenant', ?, true),
                   set_config('role', 'postern_tenant', true)
            """)) {
      statement.setString(1, String.valueOf(tenant));
      statement.executeQuery().close();
    }
  }
}
