package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schemes that no recipe expresses promise beyond their vectors. */
class ProtocolSchemesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String KEY = "0011223344556677";
  private static final VerificationSettings SETTINGS = VerificationSettings.defaults();

  static Stream<Arguments> drafts() {
    String adyen =
        """
        {"notificationItems":[
          {"NotificationRequestItem":{"additionalData":{},"amount":{"value":1,"currency":"EUR"},
            "eventCode":"CAPTURE","pspReference":"P1","success":"true"}},
          {"NotificationRequestItem":{"additionalData":{},"amount":{"value":2,"currency":"EUR"},
            "eventCode":"REFUND","pspReference":"P2","success":"true"}}]}\
        """;
    return Stream.of(
        Arguments.of("mailgun", "application/json", "{\"event-data\":{\"id\":\"e\"}}"),
        Arguments.of("adyen", "application/json", adyen),
        Arguments.of(
            "dropbox-sign",
            "application/x-www-form-urlencoded",
            "json=%7B%22event%22%3A%7B%22event_type%22%3A%22x%22%7D%7D"),
        Arguments.of("twilio", "application/x-www-form-urlencoded", "b=2&a=1&a=0&a=1"),
        Arguments.of("rfc9421", "application/json", "{\"id\":\"e\"}"),
        Arguments.of("ms-graph", "application/json", "{\"value\":[{\"id\":\"e\"}]}"),
        Arguments.of("gitlab", "application/json", "{}"),
        Arguments.of("okta", "application/json", "{}"),
        Arguments.of("telegram", "application/json", "{}"),
        Arguments.of(
            "cloudevents",
            "application/cloudevents+json",
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}"));
  }

  @ParameterizedTest
  @MethodSource("drafts")
  void own_signature_is_accepted_names_its_secret_and_fails_under_another(
      String provider, String contentType, String body) {
    SignedRequest signed = sign(provider, contentType, body);

    assertThat(verify(provider, signed, Rings.of("ffeeddcc", KEY)))
        .asInstanceOf(type(Verdict.Accepted.class))
        .extracting(Verdict.Accepted::secretId)
        .isEqualTo("sec_2");
    assertThat(reason(verify(provider, signed, Rings.of("ffeeddcc"))))
        .isIn(Reason.BAD_SIGNATURE, Reason.BAD_TOKEN);
    assertThat(reason(verify(provider, signed, SecretRing.empty()))).isEqualTo(Reason.NO_SECRET);
    assertThat(reason(verify(provider, signed, Rings.of(" ")))).isEqualTo(Reason.EMPTY_SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"notificationItems\":[]}",
        "{\"value\":[]}",
        "\"x\"",
        "[[",
        "{\"signature\":7}"
      })
  void body_that_carries_no_signature_is_refused_and_never_an_error(String body) {
    for (SignatureScheme scheme : SignatureSchemes.all()) {
      SignedRequest request =
          new SignedRequest(
              "POST",
              "https://a.example/",
              HeaderFields.of("Content-Type", "application/json"),
              body.getBytes(UTF_8));
      assertThat(scheme.verify(request, Rings.of(KEY), SETTINGS, NOW))
          .as(scheme.provider())
          .isInstanceOf(Verdict.Rejected.class);
    }
  }

  @Test
  void every_item_of_an_adyen_batch_must_be_genuine_and_the_batch_is_told_apart_as_a_whole() {
    Arguments adyen = drafts().filter(it -> it.get()[0].equals("adyen")).findFirst().orElseThrow();
    SignedRequest signed = sign("adyen", "application/json", (String) adyen.get()[2]);
    String second = new String(signed.body(), UTF_8).replace("\"value\":2", "\"value\":3");

    assertThat(accepted("adyen", signed).deduplicationKey())
        .isEqualTo("P1:CAPTURE:true,P2:REFUND:true");
    assertThat(reason(verify("adyen", signed.withBody(second.getBytes(UTF_8)), Rings.of(KEY))))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void mailgun_token_is_a_nonce() {
    EventIdentity first =
        accepted("mailgun", sign("mailgun", "application/json", "{\"event-data\":{\"id\":\"e\"}}"));

    assertThat(first.eventId()).isEqualTo("e");
    assertThat(first.nonce()).hasSize(50);
  }

  @Test
  void request_with_several_events_is_told_apart_as_a_whole() {
    String one = "{\"destination\":\"U\",\"events\":[{\"webhookEventId\":\"e1\",\"type\":\"a\"}]}";
    String two =
        "{\"destination\":\"U\",\"events\":[{\"webhookEventId\":\"e1\",\"type\":\"a\"},"
            + "{\"webhookEventId\":\"e2\",\"type\":\"a\"}]}";

    assertThat(accepted("line", sign("line", "application/json", one)).deduplicationKey())
        .isEqualTo("e1");
    assertThat(accepted("line", sign("line", "application/json", two)))
        .satisfies(it -> {
          assertThat(it.eventId()).isEqualTo("e1");
          assertThat(it.deduplicationKey()).startsWith("sha256:");
        });
  }

  @Test
  void twilio_json_without_a_body_digest_is_not_covered() {
    assertThat(reason(verify("twilio", sign("twilio", "application/json", "{}"), Rings.of(KEY))))
        .isEqualTo(Reason.INSUFFICIENT_COVERAGE);
  }

  @Test
  void sns_subscription_is_confirmed_only_for_the_pinned_topic_and_on_an_sns_host() {
    VectorsTest.lines()
        .filter(vector -> vector.id().equals("aws-sns/v/subscription-confirmation"))
        .forEach(vector -> {
          SignatureScheme sns = scheme("aws-sns");
          assertThat(
                  sns.verify(vector.request(), SecretRing.empty(), vector.settings(), vector.now()))
              .asInstanceOf(type(Verdict.Handshake.class))
              .extracting(handshake -> handshake.answer().confirmation().orElseThrow())
              .extracting(URI::getHost)
              .isEqualTo("sns.us-east-1.amazonaws.com");
          assertThat(
                  reason(
                      sns.verify(
                          vector.request(),
                          SecretRing.empty(),
                          vector
                              .settings()
                              .withProviderConfig(Map.of("topic_arn", "arn:aws:sns:x:1:other")),
                          vector.now())))
              .isEqualTo(Reason.BAD_SIGNATURE);
          assertThat(
                  reason(
                      sns.verify(
                          vector.request(),
                          SecretRing.empty(),
                          vector.settings().withProviderConfig(Map.of()),
                          vector.now())))
              .isEqualTo(Reason.NO_SECRET);
        });
  }

  @Test
  void slack_certificate_probe_is_answered_with_nothing() {
    SignedRequest probe =
        new SignedRequest(
            "POST",
            "https://a.example/",
            HeaderFields.of("Content-Type", "application/x-www-form-urlencoded"),
            "ssl_check=1&token=x".getBytes(UTF_8));

    assertThat(verify("slack", probe, Rings.of(KEY)))
        .asInstanceOf(type(Verdict.Handshake.class))
        .extracting(handshake -> handshake.answer().body().length)
        .isEqualTo(0);
  }

  private static SignedRequest sign(String provider, String contentType, String body) {
    SignedRequest draft =
        new SignedRequest(
            "POST",
            "https://gw.example.com/in/x",
            HeaderFields.of("Content-Type", contentType),
            body.getBytes(UTF_8));
    return scheme(provider).signed(draft, SecretText.of(KEY), SETTINGS, NOW);
  }

  private static EventIdentity accepted(String provider, SignedRequest request) {
    return ((Verdict.Accepted) verify(provider, request, Rings.of(KEY))).identity();
  }

  private static Verdict verify(String provider, SignedRequest request, SecretRing ring) {
    return scheme(provider).verify(request, ring, SETTINGS, NOW);
  }

  private static SignatureScheme scheme(String provider) {
    return SignatureSchemes.forProvider(provider).orElseThrow();
  }

  private static Reason reason(Verdict verdict) {
    return ((Verdict.Rejected) verdict).reason();
  }
}
