package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.Resent;
import dev.postern.outbound.endpoint.store.EndpointRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must keep of what people do to a delivery. */
abstract class DeliveryControlAuditContract {
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openStore() {
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    engine = new EngineRig(database, UnaryOperator.identity(), Map.of());
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  @Test
  void sending_again_and_cancelling_are_one_entry_each_and_only_when_they_did_something() {
    DeliveryId delivery = rows.delivery(rows.endpoint());

    assertThat(engine.control.cancel(QueueFixture.TENANT, delivery)).isTrue();
    assertThat(engine.control.cancel(QueueFixture.TENANT, delivery)).isFalse();
    assertThat(engine.control.retry(QueueFixture.TENANT, delivery)).isEqualTo(Resent.QUEUED);

    assertThat(trail(QueueFixture.TENANT))
        .extracting(AuditEntry::action)
        .containsExactly("delivery.cancelled", "delivery.retried");
    assertThat(trail(QueueFixture.TENANT))
        .extracting(AuditEntry::targetId)
        .containsOnly(delivery.toString());
  }

  @Test
  void another_tenant_moves_nothing_and_leaves_no_entry() {
    TenantId other = new TenantId(new UUID(9, 9));
    DeliveryId delivery = rows.delivery(rows.endpoint());

    assertThat(engine.control.cancel(other, delivery)).isFalse();
    assertThat(engine.control.retry(other, delivery)).isEqualTo(Resent.UNKNOWN);

    assertThat(trail(other)).isEmpty();
    assertThat(trail(QueueFixture.TENANT)).isEmpty();
    assertThat(rows.state(delivery).status()).isEqualTo("PENDING");
  }

  private List<AuditEntry> trail(TenantId tenant) {
    List<AuditEntry> entries = new ArrayList<>();
    engine.trail.each(tenant.uuid(), AuditFilter.ALL, entries::add);
    return entries;
  }

  static final class H2Test extends DeliveryControlAuditContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends DeliveryControlAuditContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
