package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 9421, signed here without our own code: what was signed once names one event. */
class CopyOfMessageSignatureTest extends AtTheDoor {
  private static final byte[] KEY =
      "a shared key of sufficient length".getBytes(StandardCharsets.US_ASCII);
  private static final String COVERED = "(\"@method\" \"@target-uri\" \"content-digest\")";
  private Provider peer;

  @BeforeEach
  void configure() {
    String secret = Base64.getEncoder().encodeToString(KEY);
    peer = new Provider(reception, world.source("rfc9421", secret), secret);
  }

  @Test
  void without_a_nonce_two_messages_of_one_second_may_be_alike() throws Exception {
    Signed posted = new Signed("{\"n\":1}", "");

    assertThat(status(post(posted, "sig", "m-1"))).isEqualTo("accepted");
    assertThat(status(post(posted, "sig", "m-1"))).isEqualTo("duplicate");
    assertThat(status(post(posted, "sig", "m-2"))).isEqualTo("accepted");
  }

  @Test
  void a_copy_under_another_webhook_id_is_replayed_where_the_source_says_so() throws Exception {
    String secret = Base64.getEncoder().encodeToString(KEY);
    peer =
        new Provider(
            reception,
            world.source(
                "rfc9421", secret, settings -> edit(settings, "refuse_repeated_bodies", "true")),
            secret);
    Signed captured = new Signed("{\"n\":1}", "");

    assertThat(status(post(captured, "sig", "m-1"))).isEqualTo("accepted");
    assertThat(status(post(captured, "sig", "m-1"))).isEqualTo("duplicate");
    assertReplayed(post(captured, "sig", "m-2"));
    assertReplayed(post(captured, "other", "m-2"));
    assertThat(status(post(new Signed("{\"n\":2}", ""), "sig", "m-2"))).isEqualTo("accepted");
  }

  @Test
  void a_nonce_is_used_once_by_its_key() throws Exception {
    assertThat(status(post(new Signed("{\"n\":1}", ";keyid=\"a\";nonce=\"x\""), "sig", "m-1")))
        .isEqualTo("accepted");
    assertReplayed(post(new Signed("{\"n\":2}", ";keyid=\"a\";nonce=\"x\""), "sig", "m-2"));
    assertThat(status(post(new Signed("{\"n\":2}", ";keyid=\"b\";nonce=\"x\""), "sig", "m-2")))
        .isEqualTo("accepted");
    assertThat(status(post(new Signed("{\"n\":3}", ";keyid=\"a\";nonce=\"y\""), "sig", "m-3")))
        .isEqualTo("accepted");
  }

  /** A body and the parameters that are signed with it. */
  private record Signed(String body, String parameters) {}

  private ProviderAnswer post(Signed message, String label, String id)
      throws GeneralSecurityException {
    byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
    String digest = "sha-256=:" + base64(MessageDigest.getInstance("SHA-256").digest(body)) + ":";
    String parameters =
        COVERED + ";created=" + world.now.get().getEpochSecond() + message.parameters();
    String base =
        "\"@method\": POST\n\"@target-uri\": "
            + peer.source().ingestUrl()
            + "\n\"content-digest\": "
            + digest
            + "\n\"@signature-params\": "
            + parameters;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String signature = base64(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
    HeaderFields headers =
        HeaderFields.of(
            "Content-Digest",
            digest,
            "Signature-Input",
            label + "=" + parameters,
            "Signature",
            label + "=:" + signature + ":",
            "Webhook-Id",
            id);
    return peer.post(new Provider.Posted(headers, body, "203.0.113.9", body.length));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String status(ProviderAnswer answer) throws Exception {
    return json(answer).path("status").asText();
  }

  private static void assertReplayed(ProviderAnswer answer) throws Exception {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("replayed");
  }
}
