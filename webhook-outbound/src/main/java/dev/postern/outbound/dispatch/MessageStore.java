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
import java.util.Map;
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
  public Map<DeliveryId, Message> load(Collection<ClaimedDelivery> claimed) {
    Map<DeliveryId, Message> messages = new HashMap<>();
    UUID[] ids = claimed.stream().map(d -> d.id().uuid()).toArray(UUID[]::new);
    database
        .query(
            """
            select d.id as delivery_id, e.id, e.tenant_id, e.type, e.payload, e.occurred_at,
                   e.channel, s.transformation
              from delivery d
              join event e on e.id = d.event_id
              left join subscription s on s.id = d.subscription_id
             where d.id = any(?)
            """,
            row -> Map.entry(row.id("delivery_id", DeliveryId::new), message(row)),
            (Object) ids)
        .forEach(message -> messages.put(message.getKey(), message.getValue()));
    return messages;
  }

  private static Message message(Row row) throws SQLException {
    return new Message(
        row.id("id", EventId::new).toString(),
        row.text("type"),
        row.bytes("payload"),
        new Message.Origin(
            row.id("tenant_id", TenantId::new),
            row.instant("occurred_at"),
            row.textOrNull("channel"),
            row.textOrNull("transformation")));
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
