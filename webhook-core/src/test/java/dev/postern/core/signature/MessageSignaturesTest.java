package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.secret.SecretText;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9421 as a receiver's policy: what a signature has to cover, and whose word counts. */
class MessageSignaturesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final SignatureScheme SCHEME =
      SignatureSchemes.forProvider("rfc9421").orElseThrow();
  private static final byte[] RAW = new byte[] {1, 2, 3, 4, 5, 6, 7, 8};
  private static final SecretText SHARED = SecretText.of(Base64.getEncoder().encodeToString(RAW));
  private static final byte[] BODY = "{\"id\":\"e1\",\"type\":\"t\"}".getBytes(UTF_8);
  private static final String URL = "https://Gw.example.com:443/in/x?a=b%20c&d=1&d=2";
  private static final String ALL = "\"@method\" \"@target-uri\" \"content-digest\"";
  private static final String NEW = ";created=1760000000";

  @Test
  void own_signature_verifies_under_every_kind_of_key() throws GeneralSecurityException {
    for (String family : List.of("Ed25519", "secp256r1", "secp384r1", "RSA", "RSASSA-PSS")) {
      KeyPair pair = pair(family);
      SignedRequest signed =
          SCHEME.signed(draft(), text(pair.getPrivate().getEncoded()), settings(), NOW);

      assertThat(verify(signed, text(pair.getPublic().getEncoded()), settings()))
          .as(family)
          .isEqualTo("accepted");
      assertThat(verify(signed, text(pair(family).getPublic().getEncoded()), settings()))
          .as(family)
          .isEqualTo("bad_signature");
      assertThat(verify(signed, text(pair.getPrivate().getEncoded()), settings()))
          .as("a private key verifies nothing")
          .isEqualTo("empty_secret");
      assertThatThrownBy(
              () -> SCHEME.signed(draft(), text(pair.getPublic().getEncoded()), settings(), NOW))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void key_may_be_pasted_as_pem() throws GeneralSecurityException {
    KeyPair pair = pair("Ed25519");
    String base64 = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
    SignedRequest signed =
        SCHEME.signed(draft(), text(pair.getPrivate().getEncoded()), settings(), NOW);
    String pem = "-----BEGIN PUBLIC KEY-----\r\n" + base64 + "\n-----END PUBLIC KEY-----\n";

    assertThat(verify(signed, SecretText.of(pem), settings())).isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"@method\" \"@target-uri\"|insufficient_coverage",
        "\"@method\" \"content-digest\"|insufficient_coverage",
        "\"@target-uri\" \"content-digest\"|insufficient_coverage",
        "\"@method\" \"@target-uri\" \"content-digest\";key=\"sha-256\"|insufficient_coverage",
        "\"@method\" \"@target-uri\" \"content-digest\"|accepted",
        "\"@method\" \"@target-uri\" \"content-digest\";sf|accepted",
        "\"@method\" \"@target-uri\" \"content-digest\";bs|accepted",
        "\"content-digest\" \"@target-uri\" \"@method\" \"x-two\" \"@query\" \"@path\"|accepted",
        "\"@method\" \"@target-uri\" \"content-digest\" \"@query-param\";name=\"a\"|accepted",
        "\"@method\" \"@target-uri\" \"content-digest\" \"@query-param\";name=\"d\"|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"@query-param\";name=\"z\"|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"@query-param\"|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"@status\"|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"@method\";req|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"x-two\";tr|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"x-none\"|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"X-Two\"|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"@method\"|malformed_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" token|malformed_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"x-dict\";key=\"b\"|accepted",
        "\"@method\" \"@target-uri\" \"content-digest\" \"x-dict\";key=\"q\"|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"x-dict\";key=b|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"x-broken\";sf|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"x-line\"|bad_signature",
        "\"@method\" \"@target-uri\" \"content-digest\" \"@authority\" \"@scheme\""
            + " \"@request-target\"|accepted"
      })
  void signature_counts_only_when_it_covers_enough_and_only_what_is_there(
      String components, String outcome) {
    assertThat(verify(signed(components, NEW, RAW), SHARED, settings())).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ";created=1760000000|accepted",
        ";created=1760000000;expires=1760000000|accepted",
        ";created=1760000000;expires=1759999999|stale_timestamp",
        ";created=1759999700|accepted",
        ";created=1759999699|stale_timestamp",
        ";created=1760000301|future_timestamp",
        ";created=1760000000.5|malformed_timestamp",
        ";created=\"1760000000\"|malformed_timestamp",
        ";created=-1|stale_timestamp",
        ";created=1760000000;expires=soon|malformed_timestamp",
        ";created=9999999999999999|malformed_signature",
        ";created=1760000000;created=1760000000|malformed_signature",
        ";keyid=\"k\"|missing_timestamp",
        ";created=1760000000;alg=\"ed25519\"|bad_signature",
        ";created=1760000000;alg=\"HMAC-SHA256\"|bad_signature",
        ";created=1760000000;alg=\"hmac-sha256\"|accepted",
        ";created=1760000000;nonce=\"n\";tag=\"t\";x|accepted"
      })
  void parameters_are_held_to_their_meaning(String parameters, String outcome) {
    assertThat(verify(signed(ALL, parameters, RAW), SHARED, settings())).isEqualTo(outcome);
  }

  @Test
  void configuration_chooses_key_algorithm_and_coverage() {
    SignedRequest narrow = signed("\"@method\" \"x-two\"", NEW + ";keyid=\"k1\"", RAW);

    assertThat(verify(narrow, SHARED, config("required_components", " @method\tx-two ")))
        .isEqualTo("accepted");
    assertThat(verify(narrow, SHARED, config("required_components", "@method @path")))
        .isEqualTo("insufficient_coverage");
    SignedRequest named = signed(ALL, NEW + ";keyid=\"k1\"", RAW);
    assertThat(verify(named, SHARED, config("key_id", "k1"))).isEqualTo("accepted");
    assertThat(verify(named, SHARED, config("key_id", "k2"))).isEqualTo("bad_signature");
    assertThat(verify(named, SHARED, config("alg", "ed25519"))).isEqualTo("bad_signature");
    assertThat(
            verify(
                signed(ALL + " \"@query-param\";name=\"a\"", NEW, RAW),
                SHARED,
                config("required_components", "@query-param;name=\"a\"")))
        .isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource({
    "SHA-256, sha-256, accepted",
    "SHA-512, sha-512, accepted",
    "MD5, md5, digest_mismatch",
    "SHA-256, sha-512, digest_mismatch",
    "SHA-1, sha, digest_mismatch"
  })
  void digest_counts_by_its_algorithm(String algorithm, String name, String outcome)
      throws GeneralSecurityException {
    String digest =
        name
            + "=:"
            + Base64.getEncoder().encodeToString(MessageDigest.getInstance(algorithm).digest(BODY))
            + ":";

    assertThat(verify(digested(digest), SHARED, settings())).isEqualTo(outcome);
  }

  @Test
  void every_digest_that_is_understood_must_be_the_bodys() throws GeneralSecurityException {
    String right =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(BODY));
    String wrong = Base64.getEncoder().encodeToString(new byte[64]);

    assertThat(verify(digested("md5=:AA==:, sha-256=:" + right + ":"), SHARED, settings()))
        .isEqualTo("accepted");
    assertThat(
            verify(
                digested("sha-256=:" + right + ":, sha-512=:" + wrong + ":"), SHARED, settings()))
        .isEqualTo("digest_mismatch");
    for (String text :
        List.of("sha-256=" + right, "sha-256=(:" + right + ":)", "sha-256", "junk!")) {
      assertThat(verify(digested(text), SHARED, settings())).as(text).isEqualTo("digest_mismatch");
    }
  }

  @Test
  void any_of_several_signatures_suffices_and_otherwise_the_nearest_refusal_is_told() {
    SignedRequest right = signed(ALL, NEW, RAW);
    SignedRequest stale = signed(ALL, ";created=5", RAW);
    SignedRequest uncovered = signed("\"@method\"", NEW, RAW);
    SignedRequest bad = signed(ALL, NEW, new byte[] {9});

    assertThat(verify(joined(bad, uncovered, right), SHARED, settings())).isEqualTo("accepted");
    assertThat(verify(joined(right, bad), SHARED, settings())).isEqualTo("accepted");
    assertThat(verify(joined(uncovered, stale, bad), SHARED, settings()))
        .isEqualTo("stale_timestamp");
    assertThat(verify(joined(uncovered, bad), SHARED, settings())).isEqualTo("bad_signature");
    SignedRequest[] eleven = new SignedRequest[11];
    Arrays.fill(eleven, right);
    assertThat(verify(joined(eleven), SHARED, settings())).isEqualTo("malformed_signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sig=:AAAA:, sig=:AAAA:",
        "sig=AAAA",
        "sig=:AA$A:",
        "sig=:AAAA",
        "sig",
        "sig=\"AAAA\"",
        "other=:AAAA:",
        "sig=:AAAA:,",
        "Sig=:AAAA:",
        "sig=(:AAAA:)"
      })
  void signature_field_of_another_shape_is_malformed(String field) {
    SignedRequest request = signed(ALL, NEW, RAW).withHeaders(HeaderFields.of("Signature", field));

    assertThat(verify(request, SHARED, settings())).isEqualTo("malformed_signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sig=(\"@method\"",
        "sig=(\"@method\"\"@path\")",
        "sig=\"@method\"",
        "sig=()created=1",
        "sig=(\"\\@\")"
      })
  void input_field_of_another_shape_is_malformed(String field) {
    SignedRequest request =
        signed(ALL, NEW, RAW).withHeaders(HeaderFields.of("Signature-Input", field));

    assertThat(verify(request, SHARED, settings())).isEqualTo("malformed_signature");
  }

  @Test
  void signature_without_either_field_is_missing() {
    SignedRequest signed = signed(ALL, NEW, RAW);

    assertThat(verify(signed.withHeaders(HeaderFields.of("Signature", " ")), SHARED, settings()))
        .isEqualTo("missing_signature");
    assertThat(
            verify(signed.withHeaders(HeaderFields.of("Signature-Input", "")), SHARED, settings()))
        .isEqualTo("missing_signature");
  }

  @Test
  void white_space_of_the_input_field_does_not_belong_to_what_is_signed() {
    SignedRequest signed = signed(ALL, NEW, RAW);
    String spaced = "sig=(  " + ALL.replace(" ", "   ") + " ); created=1760000000";

    assertThat(
            verify(
                signed.withHeaders(HeaderFields.of("Signature-Input", spaced)), SHARED, settings()))
        .isEqualTo("accepted");
  }

  @Test
  void refusals_say_what_is_wrong() {
    VerificationSettings other = config("key_id", "k2");
    SignedRequest http = signed(ALL, NEW, RAW);
    SignedRequest seen =
        new SignedRequest("POST", URL.replace("https", "http"), http.headers(), BODY);

    assertThat(diagnosis(signed("\"@method\"", NEW, RAW), settings()).sentence())
        .contains("@target-uri, content-digest");
    assertThat(diagnosis(signed(ALL + " \"x-gone\"", NEW, RAW), settings()).sentence())
        .contains("\"x-gone\"");
    assertThat(diagnosis(signed(ALL, NEW + ";keyid=\"k1\"", RAW), other).code())
        .isEqualTo("other_key");
    assertThat(diagnosis(signed(ALL, NEW + ";alg=\"ed25519\"", RAW), settings()).sentence())
        .contains("ed25519", "hmac-sha256");
    assertThat(diagnosis(seen, settings()).code()).isEqualTo("url_differs");
    assertThat(diagnosis(seen, settings()).sentence()).contains(URL);
    assertThat(diagnosis(signed(ALL, NEW, new byte[] {9}), settings()).code())
        .isEqualTo("bad_signature");
    assertThat(diagnosis(signed(ALL, NEW + ";expires=5", RAW), settings()).code())
        .isEqualTo("signature_expired");
    assertThat(diagnosis(signed(ALL, ";created=5", RAW), settings()).code())
        .isEqualTo("stale_timestamp");
  }

  private static Diagnosis diagnosis(SignedRequest request, VerificationSettings settings) {
    return ((Verdict.Rejected) SCHEME.verify(request, Rings.of(SHARED), settings, NOW)).diagnosis();
  }

  private static SignedRequest joined(SignedRequest... signed) {
    StringBuilder inputs = new StringBuilder();
    StringBuilder signatures = new StringBuilder();
    for (int i = 0; i < signed.length; i++) {
      String comma = i == 0 ? "" : ", ";
      inputs.append(comma).append("s").append(i).append(field(signed[i], "Signature-Input"));
      signatures.append(comma).append("s").append(i).append(field(signed[i], "Signature"));
    }
    return signed[0].withHeaders(
        HeaderFields.of("Signature-Input", inputs.toString(), "Signature", signatures.toString()));
  }

  private static String field(SignedRequest request, String name) {
    return request.headers().first(name).orElseThrow().substring("sig".length());
  }

  private static SignedRequest draft() {
    return new SignedRequest("POST", URL, HeaderFields.of("X-Two", "a", "X-Two", "b"), BODY);
  }

  private static SignedRequest digested(String digest) {
    return signed(ALL, NEW, RAW, digest);
  }

  private static SignedRequest signed(String components, String parameters, byte[] key) {
    byte[] sha256 = HexDigest.of(BODY);
    return signed(
        components,
        parameters,
        key,
        "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
  }

  /** Signs by writing the base out by hand: the values of this request, in the order asked for. */
  private static SignedRequest signed(
      String components, String parameters, byte[] key, String digest) {
    StringBuilder base = new StringBuilder();
    for (String component : components.split(" ")) {
      base.append(component).append(": ").append(value(component, digest)).append('\n');
    }
    String input = "(" + components + ")" + parameters;
    base.append("\"@signature-params\": ").append(input);
    byte[] mac = Digests.mac("HmacSHA256", key, base.toString().getBytes(UTF_8));
    HeaderFields fields =
        HeaderFields.of(
            "X-Two",
            "a",
            "X-Two",
            " b ",
            "X-Dict",
            "a=1, b=2;x",
            "X-Broken",
            "a=, ??",
            "X-Line",
            "a\n\"@method\": DELETE",
            "Content-Digest",
            digest,
            "Signature-Input",
            "sig=" + input,
            "Signature",
            "sig=:" + Base64.getEncoder().encodeToString(mac) + ":");
    return new SignedRequest("POST", URL, fields, BODY);
  }

  private static String value(String component, String digest) {
    return switch (component) {
      case "\"@method\"", "\"@method\";req" -> "POST";
      case "\"@target-uri\"" -> URL;
      case "\"@authority\"" -> "gw.example.com";
      case "\"@scheme\"" -> "https";
      case "\"@path\"" -> "/in/x";
      case "\"@query\"" -> "?a=b%20c&d=1&d=2";
      case "\"@request-target\"" -> "/in/x?a=b%20c&d=1&d=2";
      case "\"@query-param\";name=\"a\"" -> "b%20c";
      case "\"content-digest\"", "\"content-digest\";sf" -> digest;
      case "\"content-digest\";bs" ->
          ":" + Base64.getEncoder().encodeToString(digest.getBytes(UTF_8)) + ":";
      case "\"x-two\"" -> "a, b";
      case "\"x-dict\";key=\"b\"" -> "2;x";
      case "\"x-line\"" -> "a\n\"@method\": DELETE";
      default -> "x";
    };
  }

  private static String verify(
      SignedRequest request, SecretText secret, VerificationSettings settings) {
    Verdict verdict = SCHEME.verify(request, Rings.of(secret), settings, NOW);
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }

  private static VerificationSettings settings() {
    return VerificationSettings.defaults();
  }

  private static VerificationSettings config(String key, String value) {
    return settings().withProviderConfig(Map.of(key, value));
  }

  private static SecretText text(byte[] der) {
    return SecretText.of(Base64.getEncoder().encodeToString(der));
  }

  private static KeyPair pair(String family) throws GeneralSecurityException {
    boolean curve = family.startsWith("secp");
    KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : family);
    if (curve) {
      generator.initialize(new ECGenParameterSpec(family));
    } else if (family.startsWith("RSA")) {
      generator.initialize(2048);
    }
    return generator.generateKeyPair();
  }

  private static final class HexDigest {
    static byte[] of(byte[] body) {
      String hex = EventIdentity.digestOf(body).substring("sha256:".length());
      return HexFormat.of().parseHex(hex);
    }
  }
}
