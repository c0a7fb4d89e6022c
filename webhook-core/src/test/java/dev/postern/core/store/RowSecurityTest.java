package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.id.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL refuses when a query forgets its tenant. */
class RowSecurityTest {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final TenantId OTHER = new TenantId(new UUID(1, 2));
  private TestDatabase open;
  private Database database;

  @BeforeEach
  void twoTenants() {
    open = TestDatabase.postgres(new String[] {"core"});
    database = open.database();
    for (TenantId tenant : List.of(ACME, OTHER)) {
      insertKey(tenant);
    }
    database.secureRows();
  }

  @AfterEach
  void close() {
    TenantScope.leave();
    open.close();
  }

  @Test
  void a_query_without_a_tenant_sees_the_rows_of_the_scope_only() {
    assertThat(owners()).as("the machine sees all").containsExactlyInAnyOrder(ACME, OTHER);

    TenantScope.enter(ACME.uuid());
    assertThat(owners()).containsExactly(ACME);
    assertThat(database.update("delete from api_key where tenant_id = ?", OTHER)).isZero();

    TenantScope.leave();
    assertThat(owners()).as("nothing sticks to the connection").hasSize(2);
  }

  @Test
  void a_row_of_another_tenant_cannot_be_written() {
    TenantScope.enter(ACME.uuid());

    assertThatThrownBy(() -> insertKey(OTHER))
        .isInstanceOf(StoreException.class)
        .rootCause()
        .hasMessageContaining("row-level security policy");
    insertKey(ACME);
    assertThat(owners()).containsExactly(ACME, ACME);
  }

  @Test
  void a_transaction_is_under_the_scope_from_its_first_statement_to_its_end() {
    TenantScope.enter(OTHER.uuid());
    open.transactions().run(() -> assertThat(owners()).containsExactly(OTHER));
    TenantScope.leave();
    open.transactions().run(() -> assertThat(owners()).hasSize(2));
  }

  @Test
  void every_table_with_a_tenant_is_under_a_policy() {
    List<String> bare =
        database.query(
            """
            select c.relname from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
              and not c.relispartition
              and not exists (select from pg_policies p where p.tablename = c.relname)
            """,
            row -> row.text("relname"));

    assertThat(bare).isEmpty();
    assertThat(database.query("select tablename from pg_policies", row -> row.text("tablename")))
        .contains("tenant", "api_key", "secret_version", "user_account", "notice");
  }

  /** The policy is the parent's; who named a partition would be under none. */
  @Test
  void a_partition_is_reached_by_its_parent_only() {
    database.update("create table thing (id uuid, tenant_id uuid) partition by range (id)");
    database.update("create table thing_default partition of thing default");
    database.secureRows();
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    new Partitions(database).ensure(List.of("thing"), now);
    UUID week = new UUID((now.toEpochMilli() << 16) | 0x7000, 0x8000_0000_0000_0000L);
    for (TenantId tenant : List.of(ACME, OTHER)) {
      database.update("insert into thing values (?, ?)", week, tenant);
      database.update("insert into thing values (?, ?)", new UUID(0, 1), tenant);
    }

    TenantScope.enter(ACME.uuid());
    assertThat(tenants("thing")).containsExactly(ACME, ACME);
    assertRefused("thing_default");
    assertRefused("thing_2026w47");

    TenantScope.leave();
    database.secureRows();
    TenantScope.enter(ACME.uuid());
    assertRefused("thing_2026w47");
  }

  /** During an upgrade: its build grants all tables and knows nothing of partitions. */
  @Test
  void what_an_older_node_grants_at_its_start_is_taken_back() {
    database.update("create table thing (id uuid, tenant_id uuid) partition by range (id)");
    database.update("create table thing_default partition of thing default");
    database.secureRows();
    database.update(
        "grant select, insert, update, delete on all tables in schema public to postern_tenant");
    TenantScope.enter(ACME.uuid());
    assertThat(tenants("thing_default")).as("open meanwhile").isEmpty();

    TenantScope.leave();
    database.mendRows();
    TenantScope.enter(ACME.uuid());
    assertRefused("thing_default");
    assertThat(tenants("thing")).as("by its parent").isEmpty();
    for (String sql :
        List.of(
            "select * from vault_keyset", "select * from setup_token", "delete from audit_entry")) {
      assertThatThrownBy(() -> database.update(sql))
          .rootCause()
          .hasMessageContaining("permission denied");
    }
    insertKey(ACME);
    assertThat(owners()).containsExactly(ACME, ACME);
  }

  @Test
  void where_all_is_in_order_the_catalogue_is_left_alone() {
    String versions = "select xmin::text || relname as row from pg_class order by 1";
    List<String> before = database.query(versions, row -> row.text("row"));

    database.mendRows();
    assertThat(database.query(versions, row -> row.text("row"))).isEqualTo(before);
  }

  private void assertRefused(String table) {
    assertThatThrownBy(() -> tenants(table))
        .isInstanceOf(StoreException.class)
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void preparing_twice_changes_nothing() {
    database.secureRows();
    TenantScope.enter(ACME.uuid());

    assertThat(owners()).containsExactly(ACME);
  }

  private List<TenantId> owners() {
    return tenants("api_key");
  }

  private List<TenantId> tenants(String table) {
    return database.query(
        "select tenant_id from " + table, row -> row.id("tenant_id", TenantId::new));
  }

  private void insertKey(TenantId tenant) {
    database.update(
        """
        insert into api_key (id, tenant_id, name, prefix, token_hash, role, created_at)
        values (?, ?, 'k', 'ptn_', ?, 'VIEWER', now())
        """,
        UUID.randomUUID(),
        tenant,
        UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
