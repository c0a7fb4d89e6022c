package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.claim.ClaimedDelivery;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads what a claim needs of {@code event} and {@code attempt}. */
@Service
public class MessageStore implements Messages {
  private final Database database;

  @Inject
  public MessageStore(Database database) {
    this.database = database;
  }

  @Override
  public Loaded load(Collection<ClaimedDelivery> claimed, long mostBytes) {
    Map<DeliveryId, Message> messages = new HashMap<>();
    Set<DeliveryId> tooMuch = new HashSet<>();
    UUID[] ids = claimed.stream().map(d -> d.id().uuid()).toArray(UUID[]::new);
    database.query(
        """
        select w.delivery_id, w.id, w.tenant_id, w.type, w.occurred_at, w.channel,
               w.traceparent, w.transformation,
               case when w.so_far <= ? or w.place = 1 then w.payload end as payload
          from (select d.id as delivery_id, e.id, e.tenant_id, e.type, e.payload, e.occurred_at,
                       e.channel, e.traceparent, s.transformation,
                       row_number() over (order by d.id) as place,
                       sum(octet_length(e.payload)) over (order by d.id) as so_far
                  from delivery d
                  join event e on e.id = d.event_id
                  join subscription s on s.id = d.subscription_id
                 where d.id = any(?)) w
        """,
        row -> {
          DeliveryId delivery = row.id("delivery_id", DeliveryId::new);
          byte[] payload = row.bytesOrNull("payload");
          if (payload == null) {
            tooMuch.add(delivery);
          } else {
            messages.put(delivery, message(row, payload));
          }
          return delivery;
        },
        mostBytes,
        ids);
    return new Loaded(messages, tooMuch);
  }

  private static Message message(Row row, byte[] payload) throws SQLException {
    return new Message(
        row.id("id", EventId::new).toString(),
        row.text("type"),
        payload,
        new Message.Origin(
            row.id("tenant_id", TenantId::new),
            row.instant("occurred_at"),
            row.textOrNull("channel"),
            row.textOrNull("transformation"),
            row.textOrNull("traceparent")));
  }

  /** The classes are those of {@code OutcomeClass}. */
  @Override
  public int refusals(ClaimedDelivery delivery) {
    return database
        .queryOne(
            """
            select count(*) as refusals from attempt
             where delivery_id = ? and number > ? and outcome = 'HTTP_ERROR'
               and response_status >= 300 and response_status < 500
               and response_status not in (408, 410, 425, 429)
            """,
            row -> row.integer("refusals"),
            delivery.id(),
            delivery.made().beforeBudget())
        .orElse(0);
  }
}
