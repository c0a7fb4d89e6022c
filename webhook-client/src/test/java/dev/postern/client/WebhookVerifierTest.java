package dev.postern.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With the vector that the specification publishes. */
class WebhookVerifierTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final Instant SIGNED = Instant.ofEpochSecond(1614265330);
  private final Map<String, String> headers =
      new HashMap<>(
          Map.of(
              "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
              "webhook-timestamp", "1614265330",
              "webhook-signature",
                  "v1,bm9ldHUjKzFob2VudXRodW9lbWFzdHU="
                      + " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));

  @Test
  void the_published_vector_is_genuine_also_during_a_rotation() {
    assertThat(verifier(SECRET).verify(headers::get, BODY))
        .isEqualTo(new WebhookVerifier.Genuine("msg_p5jXN8AQM9LWM0D4loKWxJek"));
    assertThat(
            verifier("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", SECRET).verify(headers::get, BODY))
        .isInstanceOf(WebhookVerifier.Genuine.class);
  }

  @Test
  void another_body_another_secret_and_an_empty_signature_do_not_fit() {
    assertThat(verifier(SECRET).verify(headers::get, new byte[0])).isEqualTo(unfit());
    assertThat(verifier("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").verify(headers::get, BODY))
        .isEqualTo(unfit());
    headers.put("webhook-signature", "v1,");
    assertThat(verifier(SECRET).verify(headers::get, BODY)).isEqualTo(unfit());
  }

  @Test
  void a_timestamp_five_minutes_off_is_refused_on_both_sides() {
    for (int seconds : new int[] {-301, 301}) {
      WebhookVerifier late = new WebhookVerifier(() -> SIGNED.plusSeconds(seconds), SECRET);
      assertThat(late.verify(headers::get, BODY))
          .isEqualTo(new WebhookVerifier.Refused("the timestamp is too far from now"));
    }
    headers.put("webhook-timestamp", "yesterday");
    assertThat(verifier(SECRET).verify(headers::get, BODY))
        .isEqualTo(new WebhookVerifier.Refused("the timestamp is none"));
    headers.remove("webhook-id");
    assertThat(verifier(SECRET).verify(headers::get, BODY))
        .isEqualTo(new WebhookVerifier.Refused("a webhook header is missing"));
  }

  @Test
  void no_secret_and_an_empty_one_are_refused_at_once() {
    assertThatThrownBy(() -> new WebhookVerifier()).hasMessageContaining("Without a secret");
    assertThatThrownBy(() -> new WebhookVerifier("whsec_")).hasMessageContaining("empty secret");
  }

  @Test
  void a_key_pair_of_which_only_the_public_half_is_known_verifies_too() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    String known =
        "whpk_"
            + Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    Signature signing = Signature.getInstance("Ed25519");
    signing.initSign(pair.getPrivate());
    signing.update("msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.".getBytes(StandardCharsets.UTF_8));
    signing.update(BODY);
    String signature = Base64.getEncoder().encodeToString(signing.sign());

    headers.put("webhook-signature", "v1,AAAA v1a," + signature);
    assertThat(verifier(known).verify(headers::get, BODY))
        .isInstanceOf(WebhookVerifier.Genuine.class);
    assertThat(verifier(known).verify(headers::get, new byte[0])).isEqualTo(unfit());
    headers.put("webhook-signature", "v1," + signature);
    assertThat(verifier(known).verify(headers::get, BODY)).isEqualTo(unfit());
    headers.put("webhook-signature", "v1a,AAAA");
    assertThat(verifier(known).verify(headers::get, BODY)).isEqualTo(unfit());
    assertThatThrownBy(() -> verifier("whpk_AAAA")).hasMessageContaining("32 bytes");
  }

  private static WebhookVerifier verifier(String... secrets) {
    return new WebhookVerifier(() -> SIGNED, secrets);
  }

  private static WebhookVerifier.Refused unfit() {
    return new WebhookVerifier.Refused("no signature fits");
  }
}
