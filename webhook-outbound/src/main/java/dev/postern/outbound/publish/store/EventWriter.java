package dev.postern.outbound.publish.store;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.trace.TraceParent;
import dev.postern.core.trace.Tracing;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.EventEntry;
import dev.postern.outbound.publish.Fanned;
import dev.postern.outbound.publish.PlannedDelivery;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes events, deliveries, their places in the queue and what was filtered: one batched statement
 * a table, however many events.
 */
@Service
public class EventWriter {
  private final Database database;

  @Inject
  public EventWriter(Database database) {
    this.database = database;
  }

  /** The status of the endpoint of every one of these subscriptions that still stands. */
  public Map<SubscriptionId, EndpointStatus> standing(Collection<SubscriptionId> subscriptions) {
    return database.call(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              select s.id, h.status
              from subscription s join endpoint_health h on h.endpoint_id = s.endpoint_id
              where s.id = any(?) and s.enabled
              """)) {
        Object[] ids = subscriptions.stream().map(SubscriptionId::uuid).toArray();
        statement.setArray(1, connection.createArrayOf("uuid", ids));
        Map<SubscriptionId, EndpointStatus> standing = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            standing.put(
                new SubscriptionId(rows.getObject("id", UUID.class)),
                EndpointStatus.valueOf(rows.getString("status")));
          }
        }
        return standing;
      }
    });
  }

  public void insert(List<Fanned> events, List<PlannedDelivery> deliveries) {
    batch(
        """
        insert into event (id, tenant_id, external_id, type, occurred_at, channel, ordering_key,
          payload, created_at, traceparent)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        events.stream().map(fanned -> row(fanned.event())).toList());
    batch(
        """
        insert into event_filtered (event_id, subscription_id, tenant_id, reason)
        values (?, ?, ?, ?)
        """,
        filtered(events));
    batch(
        """
        insert into delivery (id, tenant_id, event_id, endpoint_id, subscription_id, event_type,
          status, status_reason, attempt_count, next_attempt_at, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
        """,
        deliveries.stream().map(EventWriter::row).toList());
    // Due by the database's own clock, as everything in the queue.
    batch(
        """
        insert into delivery_queue (id, tenant_id, endpoint_id, event_id, due_at, attempt_count, held)
        values (?, ?, ?, ?, current_timestamp, 0, ?)
        """,
        deliveries.stream().filter(d -> d.line().isEmpty()).map(EventWriter::queueRow).toList());
    // One after the other, so that each sees who of its key came before it.
    batch(
        """
        insert into delivery_queue (id, tenant_id, endpoint_id, event_id, due_at, attempt_count,
          held, ordering_key, position, waiting)
        select cast(? as uuid), cast(? as uuid), cast(? as uuid), cast(? as uuid),
          current_timestamp, 0, cast(? as boolean), cast(? as varchar),
          nextval('delivery_position'), case when exists (
            select 1 from delivery_queue earlier
             where earlier.endpoint_id = ? and earlier.ordering_key = ?) then true else false end
        """,
        deliveries.stream().flatMap(d -> lineRow(d).stream()).toList());
  }

  private static Optional<@Nullable Object[]> lineRow(PlannedDelivery delivery) {
    EventEntry event = delivery.event();
    return delivery
        .line()
        .map(line ->
            new @Nullable Object[] {
              delivery.id(),
              event.tenant(),
              line.endpoint(),
              event.id(),
              delivery.held(),
              line.key(),
              line.endpoint(),
              line.key()
            });
  }

  private void batch(String sql, List<@Nullable Object[]> rows) {
    if (!rows.isEmpty()) {
      database.batch(sql, rows);
    }
  }

  private static @Nullable Object[] row(EventEntry event) {
    return new @Nullable Object[] {
      event.id(),
      event.tenant(),
      event.externalId(),
      event.type(),
      event.timestamp(),
      event.channel(),
      event.orderingKey(),
      event.payload(),
      event.createdAt(),
      Tracing.current().map(TraceParent::toString).orElse(null)
    };
  }

  private static List<@Nullable Object[]> filtered(List<Fanned> events) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Fanned fanned : events) {
      TenantId tenant = fanned.event().tenant();
      fanned
          .filtered()
          .forEach(out ->
              rows.add(
                  new @Nullable Object[] {
                    fanned.id(), out.subscriptionId(), tenant, out.reason()
                  }));
    }
    return rows;
  }

  private static @Nullable Object[] row(PlannedDelivery delivery) {
    EventEntry event = delivery.event();
    return new @Nullable Object[] {
      delivery.id(),
      event.tenant(),
      event.id(),
      delivery.route().endpoint(),
      delivery.route().subscription(),
      event.type(),
      DeliveryStatus.PENDING,
      delivery.reason(),
      delivery.held() ? null : event.createdAt(),
      event.createdAt()
    };
  }

  private static @Nullable Object[] queueRow(PlannedDelivery delivery) {
    EventEntry event = delivery.event();
    EndpointId endpoint = delivery.route().endpoint();
    return new @Nullable Object[] {
      delivery.id(), event.tenant(), endpoint, event.id(), delivery.held()
    };
  }
}
