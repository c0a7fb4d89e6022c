package dev.postern.outbound;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.store.StoreException;
import dev.postern.outbound.claim.BacklogStore;
import dev.postern.outbound.claim.DeliveryPlaces;
import dev.postern.outbound.claim.KeyLines;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Puts endpoints, events and deliveries into the tables as publishing would, and looks at them. */
public final class QueueFixture {
  public static final TenantId TENANT = new TenantId(new UUID(0x0199_0000_0000_7000L, 1));
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Database database;
  private final TenantId tenant;
  private final AtomicLong number;

  public QueueFixture(Database database) {
    this(database, TENANT, new AtomicLong(1));
  }

  private QueueFixture(Database database, TenantId tenant, AtomicLong number) {
    this.database = database;
    this.tenant = tenant;
    this.number = number;
  }

  /** The same tables in another database; ids go on. */
  public QueueFixture in(Database other) {
    return new QueueFixture(other, tenant, number);
  }

  /** The same tables, for rows of another tenant. */
  public QueueFixture of(TenantId other) {
    return new QueueFixture(database, other, number);
  }

  public UUID id() {
    return new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | number.incrementAndGet());
  }

  public EndpointId endpoint() {
    return endpoint("https://receiver.example/hook", null);
  }

  public EndpointId endpoint(String url, @Nullable Integer maxInFlight) {
    EndpointId endpoint = new EndpointId(id());
    database.update(
        """
        insert into endpoint (id, tenant_id, url, description, signature_formats, headers,
          timeout_seconds, max_in_flight, ordering, suspend_after_failures, suspend_min_seconds,
          created_at, updated_at)
        values (?, ?, ?, '', 'standard', '{}', 30, ?, 'none', 10, 300, ?, ?)
        """,
        endpoint,
        tenant,
        url,
        maxInFlight,
        NOW,
        NOW);
    database.update(
        """
        insert into endpoint_health (endpoint_id, tenant_id, status, consecutive_failures)
        values (?, ?, 'ACTIVE', 0)
        """,
        endpoint,
        tenant);
    subscription(subscription(endpoint), endpoint);
    return endpoint;
  }

  /** That the endpoint has a current secret of this name; nobody can open it. */
  public void secret(SecretId id, EndpointId owner) {
    database.update(
        """
        insert into secret_version (id, tenant_id, owner_id, ciphertext, created_at, verified_count)
        values (?, ?, ?, ?, ?, 0)
        """,
        id,
        tenant,
        owner,
        new byte[0],
        NOW);
  }

  public void status(EndpointId endpoint, String status) {
    database.update(
        """
        update endpoint_health set status = ?, suspended_at = current_timestamp
         where endpoint_id = ?
        """,
        status,
        endpoint);
  }

  /** A delivery that is due now. */
  public DeliveryId delivery(EndpointId endpoint) {
    return queued(endpoint, subscription(endpoint), false);
  }

  /** One of the endpoint's that no published event goes by. */
  private static SubscriptionId subscription(EndpointId endpoint) {
    return new SubscriptionId(endpoint.uuid());
  }

  private void subscription(SubscriptionId id, EndpointId endpoint) {
    database.update(
        """
        insert into subscription (id, tenant_id, endpoint_id, event_types, channels, enabled,
          created_at, updated_at)
        values (?, ?, ?, 'none', '', false, ?, ?) on conflict do nothing
        """,
        id,
        tenant,
        endpoint,
        NOW,
        NOW);
  }

  /** A delivery at the end of the line of its key. The endpoint's ordering must be {@code key}. */
  public DeliveryId inLine(EndpointId endpoint, String key) {
    EventId event = event(key);
    SubscriptionId own = new SubscriptionId(id());
    subscription(own, endpoint);
    DeliveryId delivery = ledger(endpoint, own, event, null);
    KeyLines lines = new KeyLines(database);
    new DeliveryPlaces(database, new BacklogStore(database, lines), lines)
        .sendSoon(tenant, delivery);
    return delivery;
  }

  public DeliveryId delivery(EndpointId endpoint, SubscriptionId subscription, boolean held) {
    subscription(subscription, endpoint);
    return queued(endpoint, subscription, held);
  }

  private DeliveryId queued(EndpointId endpoint, SubscriptionId subscription, boolean held) {
    EventId event = event(null);
    DeliveryId delivery = ledger(endpoint, subscription, event, held ? "endpoint_suspended" : null);
    database.update(
        """
        insert into delivery_queue
          (id, tenant_id, endpoint_id, event_id, due_at, attempt_count, held)
        values (?, ?, ?, ?, current_timestamp, 0, ?)
        """,
        delivery,
        tenant,
        endpoint,
        event,
        held);
    return delivery;
  }

  private EventId event(@Nullable String orderingKey) {
    EventId event = new EventId(id());
    database.update(
        """
        insert into event (id, tenant_id, type, ordering_key, occurred_at, payload, created_at)
        values (?, ?, 'invoice.paid', ?, ?, ?, ?)
        """,
        event,
        tenant,
        orderingKey,
        NOW,
        "{\"type\":\"invoice.paid\",\"timestamp\":\"2026-11-22T10:00:00.000Z\",\"data\":{\"n\":%d}}"
            .formatted(number.get())
            .getBytes(StandardCharsets.UTF_8),
        NOW);
    return event;
  }

  private DeliveryId ledger(
      EndpointId endpoint, SubscriptionId subscription, EventId event, @Nullable String reason) {
    DeliveryId delivery = new DeliveryId(id());
    database.update(
        """
        insert into delivery (id, tenant_id, event_id, endpoint_id, subscription_id, event_type,
          status, status_reason, attempt_count, created_at)
        values (?, ?, ?, ?, ?, 'invoice.paid', 'PENDING', ?, 0, ?)
        """,
        delivery,
        tenant,
        event,
        endpoint,
        subscription,
        reason,
        NOW);
    return delivery;
  }

  public List<DeliveryId> deliveries(EndpointId endpoint, int count) {
    List<DeliveryId> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(delivery(endpoint));
    }
    return ids;
  }

  /** Every lease runs out and every wait is over, as if the time had passed. */
  public void makeAllDue() {
    database.update("update delivery_queue set due_at = current_timestamp");
  }

  /**
   * The waits of retries are over; leases go on. Nothing, when this update of many rows and the
   * engine's stood in each other's way and it was this one that the database gave up.
   */
  public void endWaits() {
    try {
      database.update(
          "update delivery_queue set due_at = current_timestamp where lease_token is null");
    } catch (StoreException deadlock) {
      if (!String.valueOf(deadlock.getCause()).contains("eadlock")) {
        throw deadlock;
      }
    }
  }

  public EventId eventOf(DeliveryId delivery) {
    return database
        .queryOne(
            "select event_id from delivery where id = ?",
            row -> row.id("event_id", EventId::new),
            delivery)
        .orElseThrow();
  }

  public boolean waiting(DeliveryId delivery) {
    return count("select count(*) as n from delivery_queue where waiting and id = ?", delivery)
        == 1;
  }

  public State state(DeliveryId delivery) {
    return database
        .queryOne(
            """
            select status, status_reason, attempt_count, next_attempt_at, completed_at
              from delivery where id = ?
            """,
            State::of,
            delivery)
        .orElseThrow();
  }

  public int queued() {
    return count("select count(*) as n from delivery_queue");
  }

  public int held() {
    return count("select count(*) as n from delivery_queue where held");
  }

  public int attempts(DeliveryId delivery) {
    return count("select count(*) as n from attempt where delivery_id = ?", delivery);
  }

  private int count(String sql, Object... parameters) {
    return database.queryOne(sql, row -> row.integer("n"), parameters).orElseThrow();
  }

  /** A row of the ledger. */
  public record State(
      String status,
      @Nullable String reason,
      int attempts,
      @Nullable Instant next,
      @Nullable Instant completed) {
    private static State of(Row row) throws java.sql.SQLException {
      return new State(
          row.text("status"),
          row.textOrNull("status_reason"),
          row.integer("attempt_count"),
          row.instantOrNull("next_attempt_at"),
          row.instantOrNull("completed_at"));
    }
  }
}
