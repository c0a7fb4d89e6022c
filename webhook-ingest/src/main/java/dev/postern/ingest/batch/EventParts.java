package dev.postern.ingest.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.signature.EventIdentity;
import dev.postern.ingest.pipeline.InboundJson;
import java.util.List;
import java.util.Optional;

/** The events of one verified request. Pure. */
public final class EventParts {
  private EventParts() {}

  /**
   * At least one. An event that came alone keeps the request's bytes and identity; one of several
   * has its own, told by the provider's id or the digest of its own body.
   */
  public static List<EventPart> of(String provider, byte[] body, EventIdentity whole) {
    Optional<BatchShape> shape = BatchShape.of(provider);
    List<byte[]> bodies =
        shape.map(known -> Cuts.of(body, known.arrays())).orElseGet(() -> List.of(body));
    return bodies.size() == 1
        ? List.of(new EventPart(body, whole))
        : bodies.stream().map(part -> part(shape.orElseThrow(), part)).toList();
  }

  private static EventPart part(BatchShape shape, byte[] body) {
    Optional<JsonNode> tree = InboundJson.parse(body);
    String id = tree.map(shape.id()::in).orElse(null);
    String type = tree.map(shape.type()::in).orElse(null);
    return new EventPart(body, EventIdentity.of(id, type, body));
  }
}
