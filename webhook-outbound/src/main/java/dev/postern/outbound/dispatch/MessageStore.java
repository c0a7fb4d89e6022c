package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EventId;
import dev.postern.core.store.Database;
import dev.postern.outbound.claim.ClaimedDelivery;
import jakarta.inject.Inject;
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
  public Map<EventId, Message> load(Collection<ClaimedDelivery> claimed) {
    Map<EventId, Message> messages = new HashMap<>();
    UUID[] events = claimed.stream().map(d -> d.event().uuid()).distinct().toArray(UUID[]::new);
    database
        .query(
            "select id, type, payload from event where id = any(?)",
            row -> {
              EventId id = row.id("id", EventId::new);
              return Map.entry(
                  id, new Message(id.toString(), row.text("type"), row.bytes("payload")));
            },
            (Object) events)
        .forEach(message -> messages.put(message.getKey(), message.getValue()));
    return messages;
  }

  /** The classes are those of {@code OutcomeClass}. */
  @Override
  public int refusals(DeliveryId delivery) {
    return database
        .queryOne(
            """
            select count(*) as refusals from attempt
             where delivery_id = ? and outcome = 'HTTP_ERROR'
               and response_status >= 300 and response_status < 500
               and response_status not in (408, 410, 425, 429)
            """,
            row -> row.integer("refusals"),
            delivery)
        .orElse(0);
  }
}
