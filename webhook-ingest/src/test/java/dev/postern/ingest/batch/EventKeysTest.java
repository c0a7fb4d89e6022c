package dev.postern.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.EventIdentity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By what a delivery is known as another copy, where the provider's id alone does not say it. */
class EventKeysTest {
  private static final String HUBSPOT =
      """
      {"eventId":100,"subscriptionId":7,"portalId":3,"occurredAt":1711234567890,"objectId":5,\
      "subscriptionType":"contact.propertyChange","attemptNumber":0}\
      """;
  private static final String ASSOCIATION =
      """
      {"eventId":100,"subscriptionId":7,"portalId":3,"occurredAt":1711234567890,"fromObjectId":5,\
      "toObjectId":6,"subscriptionType":"contact.associationChange","attemptNumber":0}\
      """;
  private static final String DOCUSIGN =
      """
      {"event":"recipient-completed","retryCount":0,"generatedDateTime":"2026-11-22T09:59:58.1Z",\
      "data":{"envelopeId":"e1","recipientId":"1"}}\
      """;

  @ParameterizedTest
  @CsvSource({
    "'\"portalId\":3', '\"portalId\":4'",
    "'\"subscriptionId\":7', '\"subscriptionId\":8'",
    "'\"eventId\":100', '\"eventId\":101'",
    "'\"objectId\":5', '\"objectId\":6'",
    "'\"occurredAt\":1711234567890', '\"occurredAt\":1711234567891'"
  })
  void hubspots_ids_are_not_unique_so_the_rest_tells_events_apart(String of, String another) {
    assertThat(hubspot(HUBSPOT.replace(of, another)).deduplicationKey())
        .isNotEqualTo(hubspot(HUBSPOT).deduplicationKey());
  }

  @Test
  void a_retry_of_hubspots_is_the_same_alone_and_among_others() {
    EventIdentity first = hubspot(HUBSPOT);
    String again = HUBSPOT.replace("\"attemptNumber\":0", "\"attemptNumber\":1");

    assertThat(first.toString()).isEqualTo("100 contact.propertyChange");
    assertThat(hubspot(again).deduplicationKey()).isEqualTo(first.deduplicationKey());
    assertThat(
            EventParts.of("hubspot-v3", "", bytes("[" + again + "," + ASSOCIATION + "]"), whole())
                .getFirst()
                .identity()
                .deduplicationKey())
        .isEqualTo(first.deduplicationKey());
  }

  @Test
  void both_ends_of_an_association_are_events_of_their_own() {
    assertThat(hubspot(ASSOCIATION.replace("\"fromObjectId\":5", "\"fromObjectId\":6")))
        .extracting(EventIdentity::deduplicationKey)
        .isNotEqualTo(hubspot(ASSOCIATION).deduplicationKey());
  }

  @Test
  void a_retry_of_docusigns_says_so_and_is_the_same_event() {
    EventIdentity first = docusign(DOCUSIGN);
    EventIdentity again = docusign(DOCUSIGN.replace("\"retryCount\":0", "\"retryCount\":1"));

    assertThat(again.deduplicationKey()).isEqualTo(first.deduplicationKey());
    assertThat(again.eventId()).as("the body's digest").isNotEqualTo(first.eventId());
  }

  @ParameterizedTest
  @CsvSource({
    "recipient-completed, recipient-declined",
    "'\"e1\"', '\"e2\"'",
    "58.1Z, 58.2Z",
    "'\"recipientId\":\"1\"', '\"recipientId\":\"2\"'"
  })
  void another_event_of_docusigns_is_another(String of, String another) {
    assertThat(docusign(DOCUSIGN.replace(of, another)).deduplicationKey())
        .isNotEqualTo(docusign(DOCUSIGN).deduplicationKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<DocuSignEnvelopeInformation/>", "{\"event\":\"x\",\"data\":{}}", "[]", ""})
  void of_docusigns_that_names_no_envelope_the_digest_tells(String body) {
    assertThat(docusign(body).deduplicationKey()).isEqualTo(EventIdentity.digestOf(bytes(body)));
  }

  private static EventIdentity hubspot(String event) {
    String body = "[" + event + "]";
    return EventParts.of(
            "hubspot-v3",
            "application/json",
            bytes(body),
            new EventIdentity("100", false, "contact.propertyChange"))
        .getFirst()
        .identity();
  }

  private static EventIdentity docusign(String body) {
    return EventParts.of(
            "docusign", "application/json", bytes(body), EventIdentity.of(null, "x", bytes(body)))
        .getFirst()
        .identity();
  }

  private static EventIdentity whole() {
    return new EventIdentity("100", false, "x");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
