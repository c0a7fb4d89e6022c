package dev.postern.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingSignaturesTest {
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  /** The example that the Standard Webhooks specification's own libraries test with. */
  private static final SecretText PUBLISHED =
      SecretText.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static final Instant AT = Instant.ofEpochSecond(1614265330);

  @Test
  void standard_signature_is_the_published_one() {
    HeaderFields fields =
        StandardWebhooks.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY, Rings.of(PUBLISHED).versions());

    assertThat(fields)
        .isEqualTo(
            HeaderFields.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
  }

  @Test
  void rotation_signs_with_every_live_secret_newest_first_and_each_verifies_alone() {
    SecretText fresh = SecretText.of("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    SecretRing ring =
        Rings.of(PUBLISHED)
            .rotateTo(new SecretVersion("sec_new", fresh, AT, null), AT, Duration.ofHours(1));

    HeaderFields fields = StandardWebhooks.sign("evt_1", AT, BODY, ring.liveAt(AT));

    List<String> entries = List.of(fields.first("webhook-signature").orElseThrow().split(" "));
    assertThat(entries).hasSize(2).allMatch(entry -> entry.startsWith("v1,"));
    assertThat(entries.getFirst())
        .isEqualTo(
            StandardWebhooks.sign("evt_1", AT, BODY, Rings.of(fresh).versions())
                .first("webhook-signature")
                .orElseThrow());
    SignatureScheme scheme = SignatureSchemes.forProvider("standard-webhooks").orElseThrow();
    SignedRequest sent = new SignedRequest("POST", "https://a.example/hook", fields, BODY);
    for (SecretText known : List.of(PUBLISHED, fresh)) {
      assertThat(scheme.verify(sent, Rings.of(known), VerificationSettings.defaults(), AT))
          .isInstanceOf(Verdict.Accepted.class);
    }
  }

  @Test
  void nothing_is_signed_without_a_secret_or_with_text_that_is_no_key() {
    assertThatThrownBy(() -> StandardWebhooks.sign("evt_1", AT, BODY, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    for (String text : List.of("whsec_", "whsec_not base64", "")) {
      assertThatThrownBy(() -> StandardWebhooks.sign("evt_1", AT, BODY, Rings.of(text).versions()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("not base64");
    }
  }

  @Test
  void private_key_signs_as_v1a_and_verifies_with_its_public_half() {
    SecretText key = StandardWebhooks.generateEd25519(new SecureRandom());
    SecretText publicKey = StandardWebhooks.publicKey(key);
    HeaderFields fields =
        StandardWebhooks.sign("evt_1", AT, BODY, Rings.of(key, PUBLISHED).versions());

    assertThat(key.reveal()).startsWith("whsk_");
    assertThat(publicKey.reveal()).startsWith("whpk_");
    assertThat(fields.first("webhook-signature").orElseThrow()).matches("v1a,\\S+ v1,\\S+");
    SignedRequest sent = new SignedRequest("POST", "https://a.example/hook", fields, BODY);
    for (String provider : List.of("standard-webhooks-v1a", "standard-webhooks")) {
      SecretText known = provider.endsWith("v1a") ? publicKey : PUBLISHED;
      assertThat(
              SignatureSchemes.forProvider(provider)
                  .orElseThrow()
                  .verify(sent, Rings.of(known), VerificationSettings.defaults(), AT))
          .isInstanceOf(Verdict.Accepted.class);
    }
  }

  @Test
  void x_webhook_covers_the_body_and_verifies_as_generic_hmac() {
    HeaderFields fields = LegacySigning.xWebhook("evt_1", "invoice.paid", AT, BODY, PUBLISHED);

    assertThat(fields.first("X-Webhook-Event")).contains("invoice.paid");
    assertThat(fields.first("X-Webhook-ID")).contains("evt_1");
    assertThat(fields.first("X-Webhook-Timestamp")).contains("1614265330");
    assertThat(fields.first("X-Webhook-Signature").orElseThrow()).startsWith("sha256=");
    assertThat(verify("generic-hmac", fields)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void x_signature_covers_timestamp_and_body_and_verifies_as_generic_timestamped() {
    HeaderFields fields = LegacySigning.xSignature(AT, BODY, PUBLISHED);

    assertThat(fields.first("X-Timestamp")).contains("1614265330");
    assertThat(verify("generic-timestamped", fields)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void older_formats_refuse_a_blank_secret() {
    assertThatThrownBy(() -> LegacySigning.xSignature(AT, BODY, SecretText.of(" ")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LegacySigning.xWebhook("e", "t", AT, BODY, SecretText.of("")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Verdict verify(String provider, HeaderFields fields) {
    return SignatureSchemes.forProvider(provider)
        .orElseThrow()
        .verify(
            new SignedRequest("POST", "https://a.example/hook", fields, BODY),
            Rings.of(PUBLISHED),
            VerificationSettings.defaults(),
            AT);
  }
}
