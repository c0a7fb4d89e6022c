package dev.postern.outbound.ledger;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.endpoint.TestEndpoints;
import dev.postern.outbound.ledger.store.AttemptReader;
import dev.postern.outbound.ledger.store.DeliveryReader;
import dev.postern.outbound.ledger.store.EventReader;
import dev.postern.outbound.subscription.SubscriptionSettings;
import dev.postern.outbound.subscription.Subscriptions;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must find by the id of a subscription, whatever became of it. */
abstract class SubscriptionSearchContract {
  private OutboundTables tables;
  private Database database;
  private Ledger ledger;
  private Subscriptions subscriptions;
  private EndpointId north;
  private EndpointId south;
  private SubscriptionId subscription;
  private EventId event;

  abstract OutboundTables open();

  @BeforeEach
  void subscribe() {
    tables = open();
    database = tables.database.database();
    ledger =
        new Ledger(
            new EventReader(database), new DeliveryReader(database), new AttemptReader(database));
    subscriptions = new TestSubscriptions(tables).door;
    Endpoints endpoints = TestEndpoints.over(tables, subscriptions);
    north = endpoints.create(ACME, EndpointSettings.at("https://n.example/"), null).endpoint().id();
    south = endpoints.create(ACME, EndpointSettings.at("https://s.example/"), null).endpoint().id();
    subscription = subscriptions.create(ACME, SubscriptionSettings.to(north, "*")).id();
    event = event();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void one_that_moved_is_found_at_all_its_endpoints_also_when_it_is_deleted() {
    DeliveryId before = delivery(north);
    moved(south);
    DeliveryId after = delivery(south);

    assertThat(deliveries(ACME)).containsExactly(after, before);
    assertThat(events(ACME)).containsExactly(event);

    subscriptions.delete(ACME, subscription);
    assertThat(deliveries(ACME)).as("deleted").containsExactly(after, before);
    assertThat(events(ACME)).as("deleted").containsExactly(event);
  }

  @Test
  void only_endpoints_that_it_had_are_looked_at() {
    DeliveryId sent = delivery(north);
    DeliveryId elsewhere = delivery(south);

    assertThat(deliveries(ACME)).containsExactly(sent).doesNotContain(elsewhere);
    subscriptions.delete(ACME, subscription);
    assertThat(deliveries(ACME)).as("deleted").containsExactly(sent);
  }

  @Test
  void another_tenant_s_finds_nothing() {
    DeliveryId unused = delivery(north);
    assertThat(deliveries(OTHER)).isEmpty();
    assertThat(events(OTHER)).isEmpty();
    assertThat(deliveries(ACME)).hasSize(1);
  }

  private void moved(EndpointId endpoint) {
    tables.now = tables.now.plus(Duration.ofMinutes(10));
    var unused =
        subscriptions.update(ACME, subscription, had -> SubscriptionSettings.to(endpoint, "*"));
  }

  private List<DeliveryId> deliveries(TenantId tenant) {
    return ledger.deliveries(tenant, wanted(), PageRequest.first(50)).data().stream()
        .map(Delivery::id)
        .toList();
  }

  private List<EventId> events(TenantId tenant) {
    return ledger.events(tenant, wanted(), PageRequest.first(50)).data().stream()
        .map(details -> details.event().id())
        .toList();
  }

  private LedgerFilter wanted() {
    return new LedgerFilter(null, null, null, null, null, subscription.toString());
  }

  private EventId event() {
    EventId id = new EventId(tables.id());
    database.update(
        """
        insert into event (id, tenant_id, type, occurred_at, payload, created_at)
        values (?, ?, 'a', ?, ?, ?)
        """,
        id,
        ACME,
        tables.now,
        "{}".getBytes(StandardCharsets.UTF_8),
        tables.now);
    return id;
  }

  private DeliveryId delivery(EndpointId endpoint) {
    DeliveryId id = new DeliveryId(tables.id());
    database.update(
        """
        insert into delivery (id, tenant_id, event_id, endpoint_id, subscription_id, event_type,
          status, attempt_count, created_at) values (?, ?, ?, ?, ?, 'a', 'DELIVERED', 1, ?)
        """,
        id,
        ACME,
        event,
        endpoint,
        subscription,
        tables.now);
    return id;
  }

  static final class H2Test extends SubscriptionSearchContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends SubscriptionSearchContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
