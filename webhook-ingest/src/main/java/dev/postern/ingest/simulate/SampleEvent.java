package dev.postern.ingest.simulate;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One event as its provider would send it, as far as the provider's scheme looks into the body. */
final class SampleEvent {
  private static final String BOUNDARY = "postern-simulation";

  private SampleEvent() {}

  /** Unsigned. The text {@code simulated} stands in it, for somebody to change. */
  static SignedRequest of(String provider, String url, String id, Instant at) {
    return new SignedRequest(
        "POST",
        url,
        HeaderFields.of(
            "Content-Type",
            mediaType(provider),
            "User-Agent",
            "Postern-Simulation",
            "webhook-id",
            id),
        body(provider, id, at).getBytes(StandardCharsets.UTF_8));
  }

  private static String mediaType(String provider) {
    return switch (provider) {
      case "cloudevents" -> "application/cloudevents+json";
      case "dropbox-sign" -> "multipart/form-data; boundary=" + BOUNDARY;
      case "twilio" -> "application/x-www-form-urlencoded";
      default -> "application/json";
    };
  }

  private static String body(String provider, String id, Instant at) {
    return switch (provider) {
      case "ms-graph" ->
          """
          {"value":[{"id":"%s","changeType":"created","resource":"simulated","clientState":""}]}\
          """
              .formatted(id);
      case "adyen" ->
          """
          {"live":"false","notificationItems":[{"NotificationRequestItem":{"pspReference":"%s",\
          "eventCode":"AUTHORISATION","success":"true","reason":"simulated",\
          "additionalData":{"hmacSignature":""}}}]}\
          """
              .formatted(id);
      case "twilio" -> "MessageSid=%s&Body=simulated".formatted(id);
      case "cloudevents" ->
          """
          {"specversion":"1.0","id":"%s","source":"/postern","type":"postern.simulated"}\
          """
              .formatted(id);
      case "dropbox-sign" ->
          """
          --%s\r
          Content-Disposition: form-data; name="json"\r
          \r
          {"event":{"event_type":"callback_test"},"signature_request":{"signature_request_id":"%s",\
          "title":"simulated"}}\r
          --%s--\r
          """
              .formatted(BOUNDARY, id, BOUNDARY);
      case "linear" ->
          """
          {"type":"simulated","webhookId":"%s","webhookTimestamp":%d}\
          """
              .formatted(id, at.toEpochMilli());
      default ->
          """
          {"id":"%s","type":"postern.simulated"}\
          """
              .formatted(id);
    };
  }
}
