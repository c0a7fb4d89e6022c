package dev.postern.outbound.publish;

import dev.postern.core.json.Json;
import dev.postern.outbound.ledger.EventEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The bytes of an event, made once: {@code {"type":…,"timestamp":…,"data":…}} exactly as every
 * subscriber receives it. Type and timestamp need no escaping, so where the data begins is known.
 */
public final class PayloadBytes {
  private PayloadBytes() {}

  public static byte[] of(String type, Instant timestamp, JsonText data) {
    return utf8(head(type, timestamp) + data.text() + "}");
  }

  /** The data alone, out of an event's payload. */
  public static JsonText data(EventEntry event) {
    return data(event.type(), event.timestamp(), event.payload());
  }

  /** The same, out of what {@link #of} made of this type and time. */
  public static JsonText data(String type, Instant timestamp, byte[] bytes) {
    String payload = new String(bytes, StandardCharsets.UTF_8);
    int start = head(type, timestamp).length();
    return JsonText.trusted(payload.substring(start, payload.length() - 1));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String head(String type, Instant timestamp) {
    return "{\"type\":\""
        + type
        + "\",\"timestamp\":\""
        + Json.timestamp(timestamp)
        + "\",\"data\":";
  }
}
