package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which tables PostgreSQL guards, in a database with all that is shipped. It stands beside the WAR,
 * for only there are all modules' tables, and in the store's package, for only that prepares them.
 */
class RowsOfEveryModuleTest {
  /** Partitions are reached by their parent, whose policy counts. */
  private static final String TABLES =
      """
      select c.relname from pg_class c
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and c.relname not like 'schema_history_%'
      """;

  private TestDatabase open;
  private Database database;

  @BeforeEach
  void allModules() throws IOException {
    open =
        TestDatabase.over(
            SharedPostgres.server().getDatabase("postgres", SharedPostgres.freshDatabaseName()),
            "core",
            "ingest",
            "outbound");
    database = open.database();
    database.secureRows();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void every_table_of_every_module_that_names_a_tenant_is_under_a_policy() {
    assertThat(
            names(
                TABLES
                    + """
                      and (c.relname = 'tenant' or exists (
                        select from pg_attribute a
                        where a.attrelid = c.oid and a.attname = 'tenant_id'))
                      and not (c.relrowsecurity and exists (
                        select from pg_policies p where p.tablename = c.relname))
                    """))
        .isEmpty();
    assertThat(names("select tablename as relname from pg_policies"))
        .contains("tenant", "secret_version", "source", "received", "deny_list", "source_measure")
        .contains("endpoint", "subscription", "event", "delivery", "attempt", "delivery_queue");
  }

  /** Only what is counted by a hash, for all tenants, is in reach without a policy. */
  @Test
  void what_the_role_of_a_tenant_may_read_is_under_a_policy_or_named_here() {
    assertThat(
            names(
                """
                select c.relname from pg_class c
                where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                  and has_table_privilege('postern_tenant', c.oid, 'select')
                  and not (c.relrowsecurity and exists (
                    select from pg_policies p where p.tablename = c.relname))
                """))
        .containsExactly("request_rate");
    assertThat(names("select relname from pg_class where relispartition"))
        .contains("event_default", "received_default");
  }

  /**
   * A new table without a tenant has to be put here by hand, with a thought: these are the
   * platform's own, or reached by a key that was found under a tenant before.
   */
  @Test
  void the_tables_that_name_no_tenant_are_these() {
    assertThat(
            names(
                TABLES
                    + """
                      and c.relname <> 'tenant' and not exists (
                        select from pg_attribute a
                        where a.attrelid = c.oid and a.attname = 'tenant_id')
                    """))
        .containsExactlyInAnyOrder(
            "account_link",
            "audit_chain",
            "audit_entry",
            "endpoint_pace",
            "federated_identity",
            "idempotency_key",
            "login_throttle",
            "mail_message",
            "received_key",
            "request_rate",
            "secret_use_hour",
            "seen_nonce",
            "setup_token",
            "vault_keyset",
            "verified_network");
  }

  private List<String> names(String sql) {
    return database.query(sql, row -> row.text("relname"));
  }
}
