package dev.postern.outbound.dispatch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.postern.core.json.Json;
import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.publish.JsonText;
import java.nio.charset.StandardCharsets;

/**
 * An event as a CloudEvent 1.0. {@code source} is the tenant, which makes {@code source} and {@code
 * id} unique together, as the specification asks.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">the
 *     HTTP binding</a>
 */
final class CloudEvent {
  private CloudEvent() {}

  static Letter of(Message message, JsonText data, CloudEventsMode mode) {
    return switch (mode) {
      case STRUCTURED ->
          new Letter(
              message,
              structured(message, data).getBytes(StandardCharsets.UTF_8),
              HeaderFields.of("content-type", "application/cloudevents+json; charset=UTF-8"),
              true);
      case BINARY ->
          new Letter(message, data.text().getBytes(StandardCharsets.UTF_8), binary(message), true);
    };
  }

  private static String structured(Message message, JsonText data) {
    return "{\"specversion\":\"1.0\",\"id\":\""
        + message.eventId()
        + "\",\"source\":\""
        + source(message)
        + "\",\"type\":\""
        + message.type()
        + "\",\"time\":\""
        + Json.timestamp(message.origin().occurredAt())
        + "\",\"datacontenttype\":\"application/json\""
        + channel(message)
        + ",\"data\":"
        + data.text()
        + "}";
  }

  private static HeaderFields binary(Message message) {
    HeaderFields fields =
        HeaderFields.of(
            "content-type",
            "application/json",
            "ce-specversion",
            "1.0",
            "ce-id",
            message.eventId(),
            "ce-source",
            source(message),
            "ce-type",
            message.type(),
            "ce-time",
            Json.timestamp(message.origin().occurredAt()));
    String channel = message.origin().channel();
    return channel == null
        ? fields
        : fields.with(HeaderFields.of("ce-channel", percentEncoded(channel)));
  }

  /** An extension attribute of ours. */
  private static String channel(Message message) {
    String channel = message.origin().channel();
    return channel == null
        ? ""
        : ",\"channel\":\""
            + new String(JsonStringEncoder.getInstance().quoteAsString(channel))
            + "\"";
  }

  private static String source(Message message) {
    return "urn:postern:" + message.origin().tenant();
  }

  /** HTTP binding section 3.1.3.2: space, double quote, percent and all beyond ASCII. */
  private static String percentEncoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0x20 && b < 0x7F && b != '"' && b != '%') {
        out.append((char) b);
      } else {
        out.append('%').append("%02X".formatted(b & 0xFF));
      }
    }
    return out.toString();
  }
}
