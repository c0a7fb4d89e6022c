package dev.postern.ingest.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's requests hold their events.
 *
 * @param arrays RFC 6901 pointers: to the array in the body, then to the array in each element of
 *     the one before
 * @param id in a body that holds one event
 */
record BatchShape(List<String> arrays, Place id, Place type) {
  private static final Place NOWHERE = new Place("", List.of());
  private static final String ADYEN = "/notificationItems/0/NotificationRequestItem";
  private static final String QUICKBOOKS = "/eventNotifications/0/dataChangeEvent/entities/0";

  private static final Map<String, BatchShape> BY_PROVIDER =
      Map.of(
          "sendgrid", new BatchShape(List.of(""), Place.of("/0/sg_event_id"), Place.of("/0/event")),
          "hubspot-v3",
              new BatchShape(List.of(""), Place.of("/0/eventId"), Place.of("/0/subscriptionType")),
          "adyen",
              new BatchShape(
                  List.of("/notificationItems"),
                  new Place(
                      ":",
                      List.of(ADYEN + "/pspReference", ADYEN + "/eventCode", ADYEN + "/success")),
                  Place.of(ADYEN + "/eventCode")),
          "quickbooks",
              new BatchShape(
                  List.of("/eventNotifications", "/dataChangeEvent/entities"),
                  NOWHERE,
                  new Place(".", List.of(QUICKBOOKS + "/name", QUICKBOOKS + "/operation"))),
          "xero",
              new BatchShape(
                  List.of("/events"),
                  NOWHERE,
                  new Place(".", List.of("/events/0/eventCategory", "/events/0/eventType"))),
          "line",
              new BatchShape(
                  List.of("/events"),
                  Place.of("/events/0/webhookEventId"),
                  Place.of("/events/0/type")),
          "ms-graph",
              new BatchShape(
                  List.of("/value"), Place.of("/value/0/id"), Place.of("/value/0/changeType")),
          "okta",
              new BatchShape(
                  List.of("/data/events"),
                  Place.of("/data/events/0/uuid"),
                  Place.of("/data/events/0/eventType")),
          "meta",
              new BatchShape(
                  List.of("/entry", "/changes"), NOWHERE, Place.of("/entry/0/changes/0/field")));

  /** One scalar, or several joined; nothing unless all are there. */
  record Place(String separator, List<String> pointers) {
    static Place of(String pointer) {
      return new Place("", List.of(pointer));
    }

    @Nullable String in(JsonNode body) {
      List<JsonNode> found = pointers.stream().map(body::at).toList();
      return found.isEmpty() || !found.stream().allMatch(JsonNode::isValueNode)
          ? null
          : String.join(separator, found.stream().map(JsonNode::asText).toList());
    }
  }

  static Optional<BatchShape> of(String provider) {
    return Optional.ofNullable(BY_PROVIDER.get(provider));
  }
}
