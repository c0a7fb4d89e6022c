package dev.postern.core.rowsecurity.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.ChainState;
import dev.postern.core.audit.Change;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.StoreException;
import dev.postern.core.store.TenantScope;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.store.KeysetStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the role of a tenant's request may not do on PostgreSQL, whatever a statement says. */
class TenantRoleTest {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final TenantId OTHER = new TenantId(new UUID(1, 2));
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private final AtomicLong ids = new AtomicLong();
  private TestDatabase open;
  private Database database;
  private AuditTrail trail;

  @BeforeEach
  void somebodysRequest() {
    open = TestDatabase.postgres(new String[] {"core"});
    database = open.database();
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> NOW);
    trail = new AuditTrail(new AuditStore(database), open.transactions(), stamp);
    for (TenantId tenant : List.of(ACME, OTHER)) {
      trail.record(tenant, Change.of("endpoint.created", "endpoint", "ep_1"));
      person(tenant);
    }
    new KeysetStore(database).insertOrLoad(new byte[] {1, 2, 3}, NOW);
    open.secureRows();
    TenantScope.enter(ACME.uuid());
  }

  @AfterEach
  void close() {
    TenantScope.leave();
    open.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set action = 'nothing'",
        "delete from audit_entry",
        "truncate audit_entry",
        "delete from audit_chain",
        "select keyset from vault_keyset",
        "update vault_keyset set keyset = ''",
        "delete from vault_keyset",
        "select token_hash from setup_token",
        "insert into setup_token values (1, '', now())",
        "select subject from login_throttle",
        "delete from login_throttle",
        "select recipient from mail_message",
        "select version from schema_history_core",
      })
  void is_refused(String sql) {
    assertThatThrownBy(() -> database.call(connection -> connection.createStatement().execute(sql)))
        .isInstanceOf(StoreException.class)
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit_entry",
        "audit_chain",
        "account_link",
        "federated_identity",
        "secret_use_hour",
        "idempotency_key"
      })
  void of_what_has_no_column_for_the_tenant_only_its_own_is_seen(String table) {
    String count = "select count(*) as n from " + table;
    assertThat(database.query(count, row -> row.number("n"))).containsExactly(1L);

    TenantScope.leave();
    assertThat(database.query(count, row -> row.number("n"))).as("two tenants").containsExactly(2L);
  }

  /** They answer the platform on every tenant's path, and nodes of before name no path at all. */
  @Test
  void an_idempotency_key_of_the_platform_or_of_no_path_is_found_everywhere() {
    TenantScope.leave();
    idempotencyKey("platform|key_1", OTHER);
    idempotencyKey("ten_1|key_1", null);
    TenantScope.enter(ACME.uuid());

    assertThat(database.query("select scope from idempotency_key", row -> row.text("scope")))
        .containsExactlyInAnyOrder(ACME + "|key_1", "platform|key_1", "ten_1|key_1");
  }

  @Test
  void its_own_trail_goes_on_and_no_other_tenants_does() {
    trail.record(ACME, Change.of("endpoint.deleted", "endpoint", "ep_1"));
    assertThat(trail.verify(ACME.uuid())).isEqualTo(new ChainState.Whole(2));

    assertThatThrownBy(() -> trail.record(OTHER, Change.of("endpoint.deleted", "endpoint", "ep_1")))
        .isInstanceOf(StoreException.class)
        .rootCause()
        .hasMessageContaining("row-level security policy");
  }

  /** A value that another node sealed with a newer key. */
  @Test
  void the_keyset_is_read_for_a_request_all_the_same_and_the_scope_is_back() {
    open.transactions()
        .run(() -> {
          assertThat(new KeysetStore(database).load()).contains(new byte[] {1, 2, 3});
          assertThat(
                  database.query(
                      "select tenant_id from user_account",
                      row -> row.id("tenant_id", TenantId::new)))
              .containsExactly(ACME);
        });
  }

  private void person(TenantId tenant) {
    UUID user = UUID.randomUUID();
    database.update(
        """
        insert into user_account (id, tenant_id, email, role, created_at)
        values (?, ?, ?, 'VIEWER', now())
        """,
        user,
        tenant,
        user + "@example.com");
    database.update(
        "insert into account_link values (?, ?, 'INVITE', now())",
        user.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        user);
    database.update(
        "insert into federated_identity values ('i', ?, ?, now())", user.toString(), user);
    idempotencyKey(tenant + "|key_1", tenant);
    UUID secret = UUID.randomUUID();
    database.update(
        """
        insert into secret_version (id, tenant_id, owner_id, ciphertext, created_at, verified_count)
        values (?, ?, ?, ?, now(), 0)
        """,
        secret,
        tenant,
        user,
        new byte[] {1});
    database.update("insert into secret_use_hour values (?, now(), 1)", secret);
  }

  private void idempotencyKey(String scope, @Nullable TenantId path) {
    database.update(
        "insert into idempotency_key values (?, 'k', ?, null, now(), ?)",
        scope,
        new byte[] {1},
        path == null ? null : path.uuid());
  }
}
