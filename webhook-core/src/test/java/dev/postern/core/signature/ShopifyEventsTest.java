package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shopify's Events product: the same signature in fields without {@code X-}. */
class ShopifyEventsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final SignatureScheme SHOPIFY =
      SignatureSchemes.forProvider("shopify").orElseThrow();
  private static final String SECRET = "shpss_0123456789abcdef";
  private static final String BODY =
      "{\"topic\":\"Order\",\"action\":\"create\",\"fields_changed\":[]}";

  /** Made with {@code openssl dgst -sha256 -hmac}. */
  private static final String DIGEST = "7nWCh3KADfxcngboXr9zVbyf5dFR4giC10GSjBAmGdY=";

  private static final String OF_ANOTHER_SECRET = "LLiFna0QaQmaUGxYP01hU6BGYdy8s57a9DC5eAcsKd8=";

  @Test
  void event_is_accepted_with_its_own_id_and_type() {
    assertThat(verify(BODY, events(DIGEST)))
        .asInstanceOf(type(Verdict.Accepted.class))
        .satisfies(it -> {
          assertThat(it.secretId()).isEqualTo("sec_1");
          assertThat(it.identity().eventId()).isEqualTo("wh-1");
          assertThat(it.identity().derived()).isFalse();
          assertThat(it.identity().eventType()).isEqualTo("Order");
        });
  }

  @Test
  void event_without_a_webhook_id_goes_by_its_event_id() {
    HeaderFields fields =
        HeaderFields.of(
            "Shopify-Hmac-Sha256", DIGEST, "Shopify-Event-Id", "ev-1", "Shopify-Topic", "Order");

    assertThat(id(fields)).isEqualTo("ev-1");
    assertThat(id(fields.with(HeaderFields.of("Shopify-Webhook-Id", "wh-1")))).isEqualTo("wh-1");
    assertThat(id(fields.with(HeaderFields.of("Shopify-Webhook-Id", "")))).isEqualTo("ev-1");
  }

  private static String id(HeaderFields fields) {
    return ((Verdict.Accepted) verify(BODY, fields)).identity().eventId();
  }

  @Test
  void event_is_refused_for_the_same_reasons_as_a_webhook() {
    assertThat(reason(BODY, events(OF_ANOTHER_SECRET))).isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(reason(BODY.replace("create", "delete"), events(DIGEST)))
        .isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(reason(BODY, events(""))).isEqualTo(Reason.MISSING_SIGNATURE);
    assertThat(reason(BODY, events("!"))).isEqualTo(Reason.MALFORMED_SIGNATURE);
    assertThat(
            reason(
                BODY,
                HeaderFields.of(
                    List.of(
                        Map.entry("Shopify-Hmac-Sha256", DIGEST),
                        Map.entry("shopify-hmac-sha256", DIGEST)))))
        .isEqualTo(Reason.DUPLICATE_HEADER);
    assertThat(reason(BODY, HeaderFields.of("Shopify-Webhook-Id", "wh-1")))
        .isEqualTo(Reason.MISSING_SIGNATURE);
  }

  @Test
  void field_of_the_webhooks_decides_where_both_are_there() {
    HeaderFields both = events(DIGEST).with(HeaderFields.of("X-Shopify-Hmac-Sha256", "AAAA"));

    assertThat(verify(BODY, both)).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void diagnosis_knows_the_second_family_too() {
    assertThat(((Verdict.Rejected) verify(BODY + "\n", events(DIGEST))).diagnosis().code())
        .isEqualTo("trailing_newline");
  }

  private static HeaderFields events(String digest) {
    return HeaderFields.of(
        "Shopify-Hmac-Sha256", digest, "Shopify-Webhook-Id", "wh-1", "Shopify-Topic", "Order");
  }

  private static Reason reason(String body, HeaderFields fields) {
    return ((Verdict.Rejected) verify(body, fields)).reason();
  }

  private static Verdict verify(String body, HeaderFields fields) {
    SignedRequest request =
        new SignedRequest("POST", "https://gw.example.com/in/x", fields, body.getBytes(UTF_8));
    return SHOPIFY.verify(request, Rings.of(SECRET), VerificationSettings.defaults(), NOW);
  }
}
