package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event of CloudEvents must have, in each of its three modes. */
class CloudEventsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final String KEY = "0123456789abcdef";
  private static final SignatureScheme SCHEME =
      SignatureSchemes.forProvider("cloudevents").orElseThrow();
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCHED = "application/cloudevents-batch+json";
  private static final String WHOLE =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}";

  @ParameterizedTest
  @CsvSource({
    "id, missing_id",
    "source, missing_id",
    "type, malformed_payload",
    "specversion, malformed_payload"
  })
  void each_required_attribute_must_be_there_and_not_be_empty(String name, String reason) {
    String renamed = WHOLE.replace("\"" + name + "\"", "\"other\"");
    String emptied = WHOLE.replaceFirst("(\"" + name + "\":\")[^\"]*", "$1");

    for (String event : new String[] {renamed, emptied}) {
      assertThat(code(post(STRUCTURED, event))).isEqualTo(reason);
      assertThat(code(post(BATCHED, "[" + WHOLE + "," + event + "]"))).isEqualTo(reason);
    }
    assertThat(code(binary(name, "ce-other"))).isEqualTo(reason);
  }

  @Test
  void whole_events_are_accepted_and_named() {
    for (Verdict verdict :
        new Verdict[] {
          post(STRUCTURED, WHOLE),
          post(STRUCTURED + "; charset=UTF-8", WHOLE),
          post(BATCHED, "[" + WHOLE + "]"),
          binary("", "")
        }) {
      assertThat(accepted(verdict).eventId()).isEqualTo("s 1");
      assertThat(accepted(verdict).eventType()).isEqualTo("t");
      assertThat(accepted(verdict).deduplicationKey()).isEqualTo("s 1");
    }
    assertThat(accepted(post(BATCHED, "[" + WHOLE + "," + WHOLE + "]")).deduplicationKey())
        .startsWith("sha256:");
    String lookalike = WHOLE.replace("{\"spec", "{\"1\":{\"id\":\"2\"},\"spec");
    assertThat(accepted(post(STRUCTURED, lookalike)).deduplicationKey()).isEqualTo("s 1");
  }

  @Test
  void empty_batch_is_legal_and_leads_to_nothing() {
    assertThat(post(BATCHED, " [] "))
        .asInstanceOf(type(Verdict.Handshake.class))
        .satisfies(it -> {
          assertThat(it.secretId()).isEqualTo(Optional.of("sec_1"));
          assertThat(it.answer().status()).isEqualTo(200);
        });
    VerificationSettings open = settings().withProviderConfig(Map.of("authentication", "none"));
    assertThat(SCHEME.verify(request(BATCHED, "[]"), Rings.of("other"), open, NOW))
        .asInstanceOf(type(Verdict.Handshake.class))
        .extracting(Verdict.Handshake::secretId)
        .isEqualTo(Optional.empty());
    assertThat(SCHEME.verify(request(BATCHED, "[]"), Rings.of("other"), settings(), NOW))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "{}", "[1]", "null", "[null]", "[{}],"})
  void batch_that_is_none_is_malformed(String body) {
    assertThat(code(post(BATCHED, body))).isEqualTo("malformed_payload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "1", "null"})
  void structured_event_that_is_no_object_is_malformed(String body) {
    assertThat(code(post(STRUCTURED, body))).isEqualTo("malformed_payload");
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, accepted",
    "*, accepted",
    "b.example a.example, accepted",
    "b.example, origin_not_allowed"
  })
  void origin_is_granted_only_when_it_is_listed(String allowed, String outcome) {
    SignedRequest asked =
        new SignedRequest(
            "OPTIONS",
            "https://h/",
            HeaderFields.of("WebHook-Request-Origin", "a.example"),
            new byte[0]);

    assertThat(
            code(
                SCHEME.verify(
                    asked,
                    Rings.of(KEY),
                    VerificationSettings.defaults()
                        .withProviderConfig(Map.of("allowed_origins", allowed)),
                    NOW)))
        .isEqualTo(outcome);
  }

  private static Verdict binary(String name, String instead) {
    HeaderFields fields = HeaderFields.of("Content-Type", "text/plain");
    for (Map.Entry<String, String> attribute :
        Map.of("specversion", "1.0", "id", "1", "source", "s", "type", "t").entrySet()) {
      String field = attribute.getKey().equals(name) ? instead : "ce-" + attribute.getKey();
      fields = fields.with(HeaderFields.of(field, attribute.getValue()));
    }
    SignedRequest request = request("text/plain", "x").withHeaders(fields);
    return SCHEME.verify(request, Rings.of(KEY), settings(), NOW);
  }

  private static Verdict post(String type, String body) {
    return SCHEME.verify(request(type, body), Rings.of(KEY), settings(), NOW);
  }

  private static SignedRequest request(String type, String body) {
    return new SignedRequest(
        "POST",
        "https://gw.example.com/in/x",
        HeaderFields.of("Content-Type", type, "Authorization", "Bearer " + KEY),
        body.getBytes(UTF_8));
  }

  private static VerificationSettings settings() {
    return VerificationSettings.defaults();
  }

  private static EventIdentity accepted(Verdict verdict) {
    return ((Verdict.Accepted) verdict).identity();
  }

  private static String code(Verdict verdict) {
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }
}
