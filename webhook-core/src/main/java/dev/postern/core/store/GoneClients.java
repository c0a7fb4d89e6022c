package dev.postern.core.store;

import java.sql.Statement;

/**
 * Has PostgreSQL look whether those it works for are still there. It finds out only when it has
 * something to say: a statement that waits for a lock, whose node gave it up ({@link Patience}) and
 * took another connection, would keep its own until the lock is free, and a table locked for a
 * minute would use up {@code max_connections} for everybody.
 *
 * <p>Set for the user in this database, and not at each connection: a parameter of the start-up
 * PgBouncer refuses, and one of the session is lost behind it. A value that an operator gave stays.
 */
final class GoneClients {
  private static final System.Logger LOG = System.getLogger(GoneClients.class.getName());

  /** Under the lock of {@link RowSecurity}'s: nodes that start at once would collide. */
  private static final String LOOK =
      """
      do $$
      begin
        if current_setting('client_connection_check_interval') = '0' then
          perform set_config('lock_timeout', '2s', true);
          perform pg_advisory_xact_lock(5041753);
          execute format(
            'alter role %I in database %I set client_connection_check_interval = ''5s''',
            current_user, current_database());
        end if;
      end
      $$
      """;

  private GoneClients() {}

  /**
   * Counts for connections that are opened from now on. A server that cannot is told in the log.
   */
  static void lookFor(Database database) {
    if (database.dialect() != Dialect.POSTGRESQL) {
      return;
    }
    try {
      boolean unused =
          database.call(connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute(LOOK);
            }
          });
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.INFO,
          "database_keeps_gone_clients: client_connection_check_interval cannot be set here",
          e);
    }
  }
}
