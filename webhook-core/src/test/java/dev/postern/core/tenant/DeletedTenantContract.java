package dev.postern.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.ChainState;
import dev.postern.core.audit.Change;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.Mode;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.TenantScope;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.tenant.store.TenantRow;
import dev.postern.core.tenant.store.TenantStore;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must keep of a tenant that was deleted. */
abstract class DeletedTenantContract {
  private final AtomicLong ids = new AtomicLong();
  private final Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final List<Object> fired = new ArrayList<>();
  private TestDatabase database;
  private AuditTrail trail;
  private Tenants tenants;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openStore() {
    database = open(new String[] {"core"}, TenantRow.class);
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    trail = new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp);
    tenants =
        new Tenants(
            new TenantStore(database.entities()), database.transactions(), trail, stamp, event());
  }

  @AfterEach
  void close() {
    TenantScope.leave();
    database.close();
  }

  @Test
  void its_trail_stays_whole_and_is_read_by_the_id() {
    Tenant acme = tenants.create("acme", "Acme Ltd");
    trail.record(acme.id(), Change.of("endpoint.created", "endpoint", "ep_1"));

    tenants.delete(acme.id());

    assertThat(fired)
        .containsExactlyInAnyOrder(
            new TenantDeleted(acme.id()), new TenantDeleted(acme.id().in(Mode.TEST)));
    assertThat(tenants.find(acme.id())).isEmpty();
    assertThat(tenants.deleted(acme.id().toString())).contains(acme);
    assertThat(trail.verify(acme.id().uuid())).isEqualTo(new ChainState.Whole(3));
    assertThat(actions(acme.id()))
        .containsExactly("tenant.created", "endpoint.created", "tenant.deleted");
  }

  @Test
  void its_test_mode_is_found_too_and_a_new_tenant_of_its_slug_is_another() {
    Tenant old = tenants.create("acme", "Acme Ltd");
    tenants.delete(old.id());
    Tenant fresh = tenants.create("acme", "Acme again");

    assertThat(tenants.deleted(old.id().in(Mode.TEST).toString())).contains(old.in(Mode.TEST));
    assertThat(actions(fresh.id())).containsExactly("tenant.created");
    assertThat(actions(old.id())).containsExactly("tenant.created", "tenant.deleted");
  }

  @Test
  void who_is_there_or_never_was_is_not_deleted() {
    Tenant acme = tenants.create("acme", "Acme Ltd");

    assertThat(tenants.deleted(acme.id().toString())).isEmpty();
    assertThat(tenants.deleted(new TenantId(new UUID(0x7000, 99)).toString())).isEmpty();
    assertThat(tenants.deleted("acme")).isEmpty();
  }

  /** As in a node: the API's filter has put the request under the tenant's own role by then. */
  @Test
  void both_modes_are_purged_in_the_midst_of_a_request_for_one() {
    database.secureRows();
    Tenant acme = tenants.create("acme", "Acme Ltd");
    for (Mode mode : Mode.values()) {
      insertSettings(acme.id().in(mode));
    }

    TenantScope.enter(acme.id().uuid());
    tenants.delete(acme.id());
    TenantScope.leave();

    assertThat(database.database().query("select tenant_id from tenant_settings", row -> 1))
        .isEmpty();
    assertThat(trail.verify(AuditTrail.PLATFORM)).isEqualTo(new ChainState.Whole(1));
  }

  private void insertSettings(TenantId tenant) {
    database
        .database()
        .update(
            """
            insert into tenant_settings (tenant_id, events_days, attempts_days, received_days)
            values (?, 1, 1, 1)
            """,
            tenant);
  }

  private List<String> actions(TenantId tenant) {
    List<String> actions = new ArrayList<>();
    trail.each(tenant.uuid(), AuditFilter.ALL, entry -> actions.add(entry.action()));
    return actions;
  }

  /** The container's event, as far as it is fired here, with one who listens. */
  @SuppressWarnings("unchecked")
  private Event<TenantDeleted> event() {
    return (Event<TenantDeleted>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Event.class},
            (self, method, arguments) -> {
              fired.add(arguments[0]);
              database
                  .database()
                  .update(
                      "delete from tenant_settings where tenant_id = ?",
                      ((TenantDeleted) arguments[0]).tenant());
              return null;
            });
  }

  static final class H2Test extends DeletedTenantContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends DeletedTenantContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
