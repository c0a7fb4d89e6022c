package dev.postern.ingest.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.ingest.EventLocation;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.batch.EventPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names events by what the source says, where it says so. */
final class EventNames {
  private static final String HEADER = "header:";
  private static final String BODY = "body:";

  private EventNames() {}

  static Judgement.Verified apply(
      SourceSettings settings, HeaderFields headers, Judgement.Verified verified) {
    EventLocation location = settings.eventLocation();
    if (location == null) {
      return verified;
    }
    List<EventPart> named = new ArrayList<>();
    for (EventPart part : verified.parts()) {
      // A header names the request: of several events in it, each needs a name of its own.
      String suffix = verified.parts().size() > 1 ? "#" + named.size() : "";
      named.add(new EventPart(part.body(), identity(location, headers, part, suffix)));
    }
    return new Judgement.Verified(
        named, verified.proof(), verified.verifiedBy(), verified.answer());
  }

  private static EventIdentity identity(
      EventLocation location, HeaderFields headers, EventPart part, String suffix) {
    EventIdentity was = part.identity();
    String id = find(location.id(), headers, part.body(), suffix);
    String type = find(location.type(), headers, part.body(), "");
    EventIdentity named =
        new EventIdentity(
            id == null ? was.eventId() : id,
            id == null && was.derived(),
            type == null ? was.eventType() : type);
    EventIdentity keyed = id == null ? named.deduplicatedBy(was.deduplicationKey()) : named;
    return was.nonce() == null ? keyed : keyed.withNonce(was.nonce());
  }

  private static @Nullable String find(
      @Nullable String place, HeaderFields headers, byte[] body, String suffix) {
    if (place == null) {
      return null;
    }
    if (place.startsWith(HEADER)) {
      return headers
          .first(place.substring(HEADER.length()))
          .filter(value -> !value.isBlank())
          .map(value -> value + suffix)
          .orElse(null);
    }
    JsonNode node =
        InboundJson.parse(body)
            .map(tree -> tree.at(place.substring(BODY.length())))
            .orElseGet(MissingNode::getInstance);
    return node.isValueNode() && !node.isNull() && !node.asText().isEmpty() ? node.asText() : null;
  }
}
