package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The token that stops splicing is the one under the signature that counted. */
class MailgunNonceTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final String T = "1760000000";
  private static final String KEY = "0123456789abcdef";
  private static final String OF_NOBODY = "0".repeat(64);

  @Test
  void own_token_counts_where_the_own_signature_does() {
    assertThat(nonce(body(object("own", signed("own")), object("parent", signed("parent")))))
        .isEqualTo("own");
    assertThat(nonce(body(object("own", signed("own")), object("parent", OF_NOBODY))))
        .isEqualTo("own");
  }

  @Test
  void parents_token_counts_where_only_the_parents_signature_does() {
    String captured = object("captured", signed("captured"));

    for (String invented : new String[] {"r1", "r2", "captured2"}) {
      assertThat(nonce(body(object(invented, OF_NOBODY), captured))).isEqualTo("captured");
    }
  }

  private static String signed(String token) {
    return Digests.hex(KEY, T + token);
  }

  private static String object(String token, String signature) {
    return "{\"timestamp\":\"%s\",\"token\":\"%s\",\"signature\":\"%s\"}"
        .formatted(T, token, signature);
  }

  private static String body(String own, String parents) {
    return "{\"signature\":%s,\"parent-signature\":%s,\"event-data\":{\"id\":\"E\"}}"
        .formatted(own, parents);
  }

  private static String nonce(String body) {
    Verdict verdict =
        SignatureSchemes.forProvider("mailgun")
            .orElseThrow()
            .verify(
                new SignedRequest(
                    "POST",
                    "https://gw.example.com/in/x",
                    HeaderFields.of("Content-Type", "application/json"),
                    body.getBytes(UTF_8)),
                Rings.of(KEY),
                VerificationSettings.defaults(),
                NOW);
    return String.valueOf(
        assertThat(verdict).asInstanceOf(type(Verdict.Accepted.class)).actual().identity().nonce());
  }
}
