package dev.postern.client;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, for a tenant's subscribers.
 *
 * @param id yours, at most 128 characters: however often it is published, it is one event
 * @param type {@code invoice.paid}
 * @param data JSON
 * @param orderingKey events of one key arrive in order where the endpoint asks for it
 */
public record OutgoingEvent(String id, String type, String data, @Nullable String orderingKey) {
  /** With an id of its own, so that it can be sent again without becoming two. */
  public static OutgoingEvent of(String type, String data) {
    return new OutgoingEvent(UUID.randomUUID().toString(), type, data, null);
  }

  /** The same with an id that means something: {@code order-17-paid}. */
  public OutgoingEvent withId(String known) {
    return new OutgoingEvent(known, type, data, orderingKey);
  }

  String json() {
    return "{\"id\":"
        + text(id)
        + ",\"type\":"
        + text(type)
        + (orderingKey == null ? "" : ",\"ordering_key\":" + text(orderingKey))
        + ",\"data\":"
        + data
        + "}";
  }

  private static String text(String value) {
    StringBuilder text = new StringBuilder("\"");
    value
        .chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            text.append('\\').append((char) c);
          } else if (c < ' ') {
            text.append(String.format("\\u%04x", c));
          } else {
            text.append((char) c);
          }
        });
    return text.append('"').toString();
  }
}
