package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.endpoint.SignatureFormat;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.publish.PayloadBytes;
import dev.postern.outbound.subscription.TransformationCompiler;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** One request that is signed in every format at once: each receiver finds its own. */
class SignatureFormatsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.900Z");
  private static final String SECONDS = Long.toString(NOW.getEpochSecond());
  private static final String ID = "evt_01k2m7v0c3fpt8x6a9gw4hqnzd";
  private static final SecretVersion SECRET = EngineRig.SECRET;
  private static final byte[] PAYLOAD =
      PayloadBytes.of("invoice.paid", NOW, JsonText.trusted("{\"id\":7}"));

  private static final CustomScheme OWN =
      scheme(
          "{'signature_header':'X-Acme-Signature','prefix':'v0=','algorithm':'hmac_sha512',"
              + "'encoding':'base64','timestamp_header':'X-Acme-Time',"
              + "'timestamp_unit':'milliseconds','id_header':'X-Acme-Id',"
              + "'template':'{id}/{timestamp}/{header:X-Webhook-Event}/{body}'}");

  /** What a version is credited with, when the receiver takes the delivery. */
  @Test
  void only_who_signed_counts_as_a_signer() {
    SecretVersion old = new SecretVersion("old", SecretText.of("old"), NOW, NOW.plusSeconds(60));
    List<SecretVersion> live = List.of(SECRET, old);
    for (SignatureFormat format : SignatureFormat.values()) {
      EndpointSettings target =
          EndpointSettings.at("https://receiver.example/")
              .with(FormatOptions.defaults().with(OWN), format);
      HeaderFields both = SignedHeaders.of(target, letter(target), NOW, live);
      HeaderFields first = SignedHeaders.of(target, letter(target), NOW, List.of(SECRET));
      assertThat(SignedHeaders.signers(target, NOW, live))
          .as(format.word())
          .isEqualTo(both.equals(first) ? List.of(SECRET) : live);
    }
    assertThat(
            SignedHeaders.signers(
                EndpointSettings.at("https://receiver.example/")
                    .with(
                        FormatOptions.defaults(),
                        SignatureFormat.X_SIGNATURE,
                        SignatureFormat.SVIX),
                NOW,
                live))
        .isEqualTo(live);
  }

  @Test
  void every_format_holds_over_the_bytes_that_are_sent() throws Exception {
    EndpointSettings target =
        EndpointSettings.at("https://receiver.example/")
            .with(FormatOptions.defaults().with(OWN), SignatureFormat.values());
    Letter letter = letter(target);

    HeaderFields headers = SignedHeaders.of(target, letter, NOW, List.of(SECRET));

    assertThat(letter.body()).as("laid out as a CloudEvent").isNotEqualTo(PAYLOAD);
    assertThat(
            SignatureSchemes.forProvider("standard-webhooks")
                .orElseThrow()
                .verify(
                    new SignedRequest("POST", "https://receiver.example/", headers, letter.body()),
                    new SecretRing(List.of(SECRET)),
                    VerificationSettings.defaults(),
                    NOW))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(headers.first("x-webhook-signature")).hasValue("sha256=" + hmac("", letter.body()));
    assertThat(headers.first("x-webhook-event")).hasValue("invoice.paid");
    assertThat(headers.first("x-webhook-id")).hasValue(ID);
    assertThat(headers.first("x-webhook-timestamp")).hasValue(SECONDS);
    assertThat(headers.first("x-signature"))
        .hasValue("sha256=" + hmac(SECONDS + ".", letter.body()));
    assertThat(headers.first("x-timestamp")).hasValue(SECONDS);
    for (String part : List.of("id", "timestamp", "signature")) {
      assertThat(headers.first("svix-" + part)).isEqualTo(headers.first("webhook-" + part));
    }
    assertThat(headers.first("x-acme-signature"))
        .hasValue(
            "v0="
                + base64(
                    "HmacSHA512", ID + "/" + NOW.toEpochMilli() + "/invoice.paid/", letter.body()));
    assertThat(headers.first("x-acme-id")).hasValue(ID);
    assertThat(headers.first("x-acme-time")).hasValue(Long.toString(NOW.toEpochMilli()));
  }

  @Test
  void convoys_simple_signature_is_a_custom_one_keyed_with_the_text_it_had() throws Exception {
    CustomScheme convoy = scheme("{'signature_header':'X-Convoy-Signature'}");
    EndpointSettings target =
        EndpointSettings.at("https://receiver.example/")
            .with(
                FormatOptions.defaults().with(convoy).with(PayloadForm.DATA),
                SignatureFormat.CUSTOM);
    Message message = message(PayloadBytes.of("a", NOW, JsonText.trusted("{\"n\":1.10}")));
    Letter letter =
        ((Composed.Ready) new Composer(new TransformationCompiler()).compose(target, message, NOW))
            .letter();
    SecretVersion secret =
        new SecretVersion("sec_1", SecretText.of("convoy-secret"), Instant.EPOCH, null);

    HeaderFields headers = SignedHeaders.of(target, letter, NOW, List.of(secret));

    assertThat(new String(letter.body(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1.10}");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("convoy-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(headers.first("X-Convoy-Signature"))
        .hasValue(HexFormat.of().formatHex(mac.doFinal(letter.body())));
    assertThat(headers.entries())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("content-type", "user-agent", "X-Convoy-Signature");
  }

  private static Message message(byte[] payload) {
    return new Message(ID, "a", payload, new Message.Origin(QueueFixture.TENANT, NOW, null, null));
  }

  private static CustomScheme scheme(String json) {
    return ((CustomSchemeJson.Outcome.Described) CustomSchemeJson.read(json.replace('\'', '"')))
        .scheme();
  }

  private static String base64(String algorithm, String head, byte[] body)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(SECRET.text().utf8(), algorithm));
    mac.update(head.getBytes(StandardCharsets.US_ASCII));
    return Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  /** Reckoned here by the JDK alone, with the secret's text as the key. */
  private static String hmac(String head, byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.text().utf8(), "HmacSHA256"));
    mac.update(head.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }

  private static Letter letter(EndpointSettings target) {
    Message message =
        new Message(
            ID, "invoice.paid", PAYLOAD, new Message.Origin(QueueFixture.TENANT, NOW, null, null));
    return ((Composed.Ready)
            new Composer(new TransformationCompiler()).compose(target, message, NOW))
        .letter();
  }
}
