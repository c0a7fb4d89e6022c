package dev.postern.ingest.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's requests hold their events.
 *
 * @param arrays RFC 6901 pointers: to the array in the body, then to the array in each element of
 *     the one before; none where a request is one event
 * @param id in a body that holds one event
 * @param key what the same event has in common in any request, where that is neither the id that it
 *     has alone nor all of the body
 */
record BatchShape(List<String> arrays, Place id, Place type, Place key) {
  private static final String CLOUDEVENTS_BATCH = "application/cloudevents-batch";
  private static final Place NOWHERE = new Place("", List.of());
  private static final String ADYEN = "/notificationItems/0/NotificationRequestItem";
  private static final String QUICKBOOKS = "/eventNotifications/0";
  private static final String ENTITY = QUICKBOOKS + "/dataChangeEvent/entities/0";
  private static final String XERO = "/events/0";
  private static final String OKTA = "/data/events/0";
  private static final String META = "/entry/0/changes/0";
  private static final BatchShape CLOUDEVENTS =
      new BatchShape(
          List.of(""), new Place(" ", List.of("/0/source", "/0/id")), Place.of("/0/type"));
  private static final BatchShape QUICKBOOKS_CLOUDEVENTS =
      new BatchShape(List.of(""), Place.of("/0/id"), Place.of("/0/type"));

  private static final Map<String, BatchShape> BY_PROVIDER =
      Map.of(
          "sendgrid", new BatchShape(List.of(""), Place.of("/0/sg_event_id"), Place.of("/0/event")),
          "hubspot-v3",
              new BatchShape(
                  List.of(""),
                  Place.of("/0/eventId"),
                  Place.of("/0/subscriptionType"),
                  // Its documentation says that its ids are not unique.
                  new Place(
                      ":",
                      List.of("/0/eventId"),
                      List.of(
                          "/0/portalId",
                          "/0/subscriptionId",
                          "/0/objectId",
                          "/0/fromObjectId",
                          "/0/toObjectId",
                          "/0/occurredAt"))),
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
                  new Place(".", List.of(ENTITY + "/name", ENTITY + "/operation")),
                  new Place(
                      ":",
                      List.of(
                          QUICKBOOKS + "/realmId",
                          ENTITY + "/name",
                          ENTITY + "/id",
                          ENTITY + "/operation",
                          ENTITY + "/lastUpdated"))),
          "xero",
              new BatchShape(
                  List.of("/events"),
                  NOWHERE,
                  new Place(".", List.of(XERO + "/eventCategory", XERO + "/eventType")),
                  // Around the events stand random text and numbers that differ each time.
                  new Place(
                      ":",
                      List.of(
                          XERO + "/tenantId",
                          XERO + "/eventCategory",
                          XERO + "/eventType",
                          XERO + "/resourceId",
                          XERO + "/eventDateUtc"))),
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
                  Place.of(OKTA + "/uuid"),
                  Place.of(OKTA + "/eventType"),
                  // Alone it goes by the id of its request.
                  Place.of(OKTA + "/uuid")),
          "docusign",
              new BatchShape(
                  List.of(),
                  NOWHERE,
                  Place.of("/event"),
                  // Its digest is another at each try: the body counts them.
                  new Place(
                      ":",
                      List.of("/data/envelopeId", "/event", "/generatedDateTime"),
                      List.of("/data/recipientId"))),
          "meta",
              new BatchShape(
                  List.of("/entry", "/changes", "/value/messages"),
                  Place.of(META + "/value/messages/0/id"),
                  Place.of(META + "/field")));

  private BatchShape(List<String> arrays, Place id, Place type) {
    this(arrays, id, type, NOWHERE);
  }

  /**
   * One scalar, or several joined; nothing unless all are there.
   *
   * @param further are joined too; one that is not there counts as empty
   */
  record Place(String separator, List<String> pointers, List<String> further) {
    Place(String separator, List<String> pointers) {
      this(separator, pointers, List.of());
    }

    static Place of(String pointer) {
      return new Place("", List.of(pointer));
    }

    boolean isNowhere() {
      return pointers.isEmpty();
    }

    @Nullable String in(JsonNode body) {
      List<JsonNode> found = pointers.stream().map(body::at).toList();
      return found.isEmpty() || !found.stream().allMatch(JsonNode::isValueNode)
          ? null
          : Stream.concat(found.stream(), further.stream().map(body::at))
              .map(JsonNode::asText)
              .collect(Collectors.joining(separator));
    }
  }

  /**
   * @param mediaType of the request, in lower case
   */
  static Optional<BatchShape> of(String provider, String mediaType, byte[] body) {
    if (provider.equals("cloudevents") && mediaType.startsWith(CLOUDEVENTS_BATCH)) {
      return Optional.of(CLOUDEVENTS);
    }
    // Intuit went from an object of its own form to an array of CloudEvents, under the same type.
    return provider.equals("quickbooks") && ArraySpan.find(body, "").isPresent()
        ? Optional.of(QUICKBOOKS_CLOUDEVENTS)
        : Optional.ofNullable(BY_PROVIDER.get(provider));
  }
}
