package dev.postern.outbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.rest.JsonBodies;
import dev.postern.outbound.Findings;
import dev.postern.outbound.eventtype.Contents;
import dev.postern.outbound.eventtype.EventTypes;

/**
 * A merge patch one level deep: {@code schema} and {@code example} are values of somebody else's
 * making, replaced as a whole. Half of one schema merged into another is neither.
 */
final class EventTypePatch {
  private EventTypePatch() {}

  static EventTypes.Edit apply(EventTypes.Edit before, JsonNode patch) {
    if (!patch.isObject()) {
      new Findings().add("invalid_value", "", "A merge patch is an object.").raise();
    }
    EventTypeBody given = JsonBodies.convert(patch, EventTypeBody.class);
    if (patch.has("name")) {
      new Findings()
          .add("invalid_value", "/name", "A type keeps its name: register another one.")
          .raise();
    }
    Contents old = before.contents();
    EventTypes.Edit edit = given.edit();
    ObjectNode fields = (ObjectNode) patch;
    return new EventTypes.Edit(
        new Contents(
            fields.has("description") ? edit.contents().description() : old.description(),
            fields.has("schema") ? edit.contents().schema() : old.schema(),
            fields.has("example") ? edit.contents().example() : old.example()),
        fields.has("archived") ? edit.archived() : before.archived());
  }
}
