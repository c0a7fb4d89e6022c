package dev.postern.ingest.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.handover.HandedEvent;
import dev.postern.ingest.Forward;
import dev.postern.ingest.pipeline.InboundJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a received webhook into an event; whatever the provider sent, there is one. Pure. */
final class EventMaker {
  private static final int MAX_TYPE = 128;
  private static final String NAMELESS = "webhook";

  private EventMaker() {}

  static HandedEvent event(Cargo cargo) {
    return new HandedEvent(
        cargo.id().toString(),
        type(cargo.forward().typePrefix(), cargo.eventType()),
        cargo.receivedAt(),
        data(cargo));
  }

  /** The payload itself, unless the source wants more of the request kept around it. */
  static JsonNode data(Cargo cargo) {
    Forward forward = cargo.forward();
    JsonNode payload = data(cargo.body());
    if (!forward.includeHeaders() && !forward.rawBody()) {
      return payload;
    }
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("payload", payload);
    if (forward.includeHeaders()) {
      ObjectNode headers = envelope.putObject("headers");
      cargo
          .headers()
          .entries()
          .forEach(field -> {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            String before = headers.path(name).asText("");
            headers.put(
                name, before.isEmpty() ? field.getValue() : before + ", " + field.getValue());
          });
    }
    if (forward.rawBody()) {
      // Always base64: what arrives must be byte for byte what was signed.
      envelope.put("raw_body_base64", Base64.getEncoder().encodeToString(cargo.body()));
    }
    return envelope;
  }

  /** {@code orders/create} becomes {@code orders.create}, {@code a-b} becomes {@code a_b}. */
  static String type(@Nullable String prefix, @Nullable String providerType) {
    List<String> words =
        Stream.of(words(prefix), words(providerType)).flatMap(List::stream).toList();
    String type = words.isEmpty() ? NAMELESS : String.join(".", words);
    String cut = type.length() <= MAX_TYPE ? type : type.substring(0, MAX_TYPE);
    return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
  }

  private static List<String> words(@Nullable String text) {
    return text == null
        ? List.of()
        : Stream.of(text.split("[./:]+"))
            .filter(word -> !word.isEmpty())
            .map(word -> word.replaceAll("[^A-Za-z0-9_]", "_"))
            .collect(Collectors.toList());
  }

  static JsonNode data(byte[] body) {
    return InboundJson.parse(body).orElseGet(() -> wrapped(body));
  }

  private static JsonNode wrapped(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return JsonNodeFactory.instance.objectNode().put("body", text);
    } catch (CharacterCodingException binary) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("body_base64", Base64.getEncoder().encodeToString(body));
    }
  }
}
