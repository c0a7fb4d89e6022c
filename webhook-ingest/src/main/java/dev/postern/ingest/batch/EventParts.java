package dev.postern.ingest.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.signature.EventIdentity;
import dev.postern.ingest.pipeline.InboundJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of one verified request. Pure. */
public final class EventParts {
  private EventParts() {}

  /**
   * At least one. An event that came alone keeps the request's bytes and identity; one of several
   * has its own, told by the provider's id or the digest of its own body. What holds more events
   * than can be cut apart is one that only the very same body repeats.
   *
   * @param mediaType of the request, as it was sent
   */
  public static List<EventPart> of(
      String provider, String mediaType, byte[] body, EventIdentity whole) {
    Optional<BatchShape> known = BatchShape.of(provider, mediaType.toLowerCase(Locale.ROOT), body);
    if (known.isEmpty()) {
      return List.of(new EventPart(body, whole));
    }
    BatchShape shape = known.get();
    Optional<List<byte[]>> bodies = Cuts.of(body, shape.arrays());
    if (bodies.isEmpty()) {
      String digest = EventIdentity.digestOf(body);
      return List.of(new EventPart(body, whole.deduplicatedBy(digest)));
    }
    return bodies.get().size() == 1
        ? List.of(new EventPart(body, alone(shape, body, whole)))
        : bodies.get().stream().map(part -> part(shape, part)).toList();
  }

  private static EventIdentity alone(BatchShape shape, byte[] body, EventIdentity whole) {
    return shape.key().isNowhere()
        ? whole
        : keyed(whole, InboundJson.parse(body).map(shape.key()::in).orElse(null));
  }

  private static EventPart part(BatchShape shape, byte[] body) {
    Optional<JsonNode> tree = InboundJson.parse(body);
    String id = tree.map(shape.id()::in).orElse(null);
    String type = tree.map(shape.type()::in).orElse(null);
    String key = tree.map(shape.key()::in).orElse(null);
    return new EventPart(body, keyed(EventIdentity.of(id, type, body), key));
  }

  private static EventIdentity keyed(EventIdentity identity, @Nullable String key) {
    return key == null ? identity : identity.deduplicatedBy(key);
  }
}
