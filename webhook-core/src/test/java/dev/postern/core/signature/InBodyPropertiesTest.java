package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.conformance.Vector;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No bit of what is signed can be flipped, where the message is not just the body. */
class InBodyPropertiesTest {
  private static final String KEY = "0123456789abcdef";
  private static final String T = "1760000000";
  private static final Instant NOW = Instant.ofEpochSecond(Long.parseLong(T));
  private static final VerificationSettings DEFAULTS = VerificationSettings.defaults();

  /**
   * A genuine request, and all of it that its signature covers.
   *
   * @param values of the body, each occurring once
   * @param url the end of the URL, empty where it is not signed
   */
  record Signed(
      String provider,
      SignedRequest request,
      SecretRing ring,
      VerificationSettings settings,
      Instant now,
      List<String> values,
      List<String> headers,
      String url) {

    Verdict verify(SignedRequest changed) {
      return SignatureSchemes.forProvider(provider)
          .orElseThrow()
          .verify(changed, ring, settings, now);
    }

    @Override
    public String toString() {
      return provider;
    }
  }

  static Stream<Signed> signed() {
    return Stream.of(
        mailgun(),
        dropboxSign(),
        adyen(),
        twilioForm(),
        twilioJson(),
        httpMessage(),
        sns(),
        payPal());
  }

  @ParameterizedTest
  @MethodSource("signed")
  void no_bit_of_a_signed_value_can_be_flipped(Signed it) {
    assertThat(it.verify(it.request())).as("as it was sent").isInstanceOf(Verdict.Accepted.class);
    String text = new String(it.request().body(), UTF_8);
    for (String value : it.values()) {
      assertThat(text).containsOnlyOnce(value);
      int start = text.substring(0, text.indexOf(value)).getBytes(UTF_8).length;
      int end = start + value.getBytes(UTF_8).length;
      for (int bit = start * 8; bit < end * 8; bit++) {
        byte[] body = it.request().body().clone();
        body[bit / 8] ^= (byte) (1 << (bit % 8));

        assertThat(it.verify(it.request().withBody(body)))
            .as(() -> new String(body, UTF_8))
            .isInstanceOf(Verdict.Rejected.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("signed")
  void no_bit_of_a_signed_field_or_url_can_be_flipped(Signed it) {
    for (String header : it.headers()) {
      flips(it.request().headers().first(header).orElseThrow())
          .forEach(value ->
              assertThat(it.verify(it.request().withHeaders(HeaderFields.of(header, value))))
                  .as("%s: %s", header, value)
                  .isInstanceOf(Verdict.Rejected.class));
    }
    SignedRequest request = it.request();
    String host = request.url().substring(0, request.url().length() - it.url().length());
    flips(it.url())
        .map(end ->
            new SignedRequest(request.method(), host + end, request.headers(), request.body()))
        .forEach(changed ->
            assertThat(it.verify(changed)).as(changed.url()).isInstanceOf(Verdict.Rejected.class));
  }

  private static Stream<String> flips(String text) {
    return Stream.iterate(0, bit -> bit < text.length() * 8, bit -> bit + 1)
        .map(bit -> {
          StringBuilder changed = new StringBuilder(text);
          changed.setCharAt(bit / 8, (char) (text.charAt(bit / 8) ^ (1 << (bit % 8))));
          return changed.toString();
        });
  }

  private static Signed mailgun() {
    String digest = Digests.hex(KEY, T + "t0ken");
    String body =
        "{\"signature\":{\"timestamp\":\"%s\",\"token\":\"t0ken\",\"signature\":\"%s\"}}"
            .formatted(T, digest);
    return inBody("mailgun", "application/json", body, List.of(T, "t0ken", digest));
  }

  private static Signed dropboxSign() {
    String digest = Digests.hex(KEY, T + "signature_request_sent");
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\n{\"event\":{\"event_time\":\"%s\","
                .formatted(T)
            + "\"event_type\":\"signature_request_sent\",\"event_hash\":\"%s\"}}\r\n--b--"
                .formatted(digest);
    return inBody(
        "dropbox-sign",
        "multipart/form-data; boundary=b",
        body,
        List.of(T, "signature_request_sent", digest));
  }

  private static Signed adyen() {
    byte[] message = "PSP1:PSP0:Acme:ref-7:1299:EUR:CAPTURE:true".getBytes(UTF_8);
    String digest = base64(Digests.mac("HmacSHA256", HexFormat.of().parseHex(KEY), message));
    String body =
        """
        {"notificationItems":[{"NotificationRequestItem":{"pspReference":"PSP1","originalReference":"PSP0",
        "merchantAccountCode":"Acme","merchantReference":"ref-7","amount":{"value":1299,"currency":"EUR"},
        "eventCode":"CAPTURE","success":"true","additionalData":{"hmacSignature":"%s"}}}]}\
        """
            .formatted(digest);
    return inBody(
        "adyen",
        "application/json",
        body,
        List.of("PSP1", "PSP0", "Acme", "ref-7", "1299", "EUR", "CAPTURE", "true", digest));
  }

  private static Signed twilioForm() {
    String form = "Body=hello&From=alice&MessageSid=SM1";
    String type = "application/x-www-form-urlencoded";
    return bySelf("twilio", "/in/x?a=b", type, form, List.of("X-Twilio-Signature"));
  }

  private static Signed twilioJson() {
    String json = "{\"sid\":\"SM1\",\"note\":\"Zoë\"}";
    String digest = EventIdentity.digestOf(json.getBytes(UTF_8)).substring("sha256:".length());
    return bySelf(
        "twilio",
        "/in/x?bodySHA256=" + digest,
        "application/json",
        json,
        List.of("X-Twilio-Signature"));
  }

  /** Not the signature itself: RFC 8941 lets its last character have bits to spare. */
  private static Signed httpMessage() {
    return bySelf(
        "rfc9421",
        "/in/x?a=b",
        "application/json",
        "{\"id\":\"e1\",\"note\":\"Zoë\"}",
        List.of("Signature-Input", "Content-Digest"));
  }

  private static Signed sns() {
    String body = new String(vector("aws-sns/v/ok-v2").request().body(), UTF_8);
    List<String> values =
        Stream.of("Type", "MessageId", "TopicArn", "Subject", "Message", "Timestamp", "Signature")
            .map(name -> body.substring(body.indexOf("\"" + name + "\":\"")))
            .map(rest ->
                rest.replaceFirst("(?s)(\"(?:[^\"\\\\]|\\\\.)*\":\"(?:[^\"\\\\]|\\\\.)*).*", "$1"))
            .toList();
    return published(vector("aws-sns/v/ok-v2"), values, List.of());
  }

  private static Signed payPal() {
    Vector vector = vector("paypal/v/ok");
    return published(
        vector,
        List.of(new String(vector.request().body(), UTF_8)),
        List.of("PAYPAL-TRANSMISSION-ID", "PAYPAL-TRANSMISSION-TIME", "PAYPAL-TRANSMISSION-SIG"));
  }

  private static Signed inBody(String provider, String type, String body, List<String> values) {
    return new Signed(
        provider,
        request("/in/x", type, body),
        Rings.of(KEY),
        DEFAULTS,
        NOW,
        values,
        List.of(),
        "");
  }

  private static Signed bySelf(
      String provider, String url, String type, String body, List<String> headers) {
    SignedRequest request =
        SignatureSchemes.forProvider(provider)
            .orElseThrow()
            .signed(request(url, type, body), SecretText.of(KEY), DEFAULTS, NOW);
    return new Signed(provider, request, Rings.of(KEY), DEFAULTS, NOW, List.of(body), headers, url);
  }

  private static Signed published(Vector vector, List<String> values, List<String> headers) {
    VerificationSettings settings =
        vector
            .settings()
            .withTolerance(
                SignatureSchemes.forProvider(vector.provider()).orElseThrow().defaultTolerance());
    return new Signed(
        vector.provider(),
        vector.request(),
        SecretRing.empty(),
        settings,
        vector.now(),
        values,
        headers,
        "");
  }

  private static SignedRequest request(String url, String type, String body) {
    return new SignedRequest(
        "POST",
        "https://gw.example.com" + url,
        HeaderFields.of("Content-Type", type),
        body.getBytes(UTF_8));
  }

  private static Vector vector(String id) {
    return VectorsTest.lines().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
