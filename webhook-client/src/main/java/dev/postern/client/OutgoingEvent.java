package dev.postern.client;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, for a tenant's subscribers.
 *
 * @param id yours, at most 128 characters: however often it is published, it is one event
 * @param type {@code invoice.paid}
 * @param data JSON
 * @param timestamp when it happened; null: when it is accepted
 * @param channel only subscriptions of this channel, and those of none, see it
 * @param orderingKey events of one key arrive in order where the endpoint asks for it
 */
public record OutgoingEvent(
    String id,
    String type,
    String data,
    @Nullable Instant timestamp,
    @Nullable String channel,
    @Nullable String orderingKey) {
  /** With an id of its own, so that it can be sent again without becoming two. */
  public static OutgoingEvent of(String type, String data) {
    return new OutgoingEvent(UUID.randomUUID().toString(), type, data, null, null, null);
  }

  /** The same with an id that means something: {@code order-17-paid}. */
  public OutgoingEvent withId(String known) {
    return new OutgoingEvent(known, type, data, timestamp, channel, orderingKey);
  }

  /** The same, told as of when it happened. */
  public OutgoingEvent at(Instant happened) {
    return new OutgoingEvent(id, type, data, happened, channel, orderingKey);
  }

  /** The same for the subscriptions of a channel. */
  public OutgoingEvent on(String named) {
    return new OutgoingEvent(id, type, data, timestamp, named, orderingKey);
  }

  /** The same in the line of {@code key}. */
  public OutgoingEvent orderedBy(String key) {
    return new OutgoingEvent(id, type, data, timestamp, channel, key);
  }

  String json() {
    return "{\"id\":"
        + text(id)
        + ",\"type\":"
        + text(type)
        + member("timestamp", timestamp == null ? null : timestamp.toString())
        + member("channel", channel)
        + member("ordering_key", orderingKey)
        + ",\"data\":"
        + data
        + "}";
  }

  private static String member(String name, @Nullable String value) {
    return value == null ? "" : ",\"" + name + "\":" + text(value);
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
