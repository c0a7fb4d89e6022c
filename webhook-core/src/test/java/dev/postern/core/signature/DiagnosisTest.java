package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each thing that goes wrong in the field, made to go wrong, is named. */
class DiagnosisTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final VerificationSettings SETTINGS = VerificationSettings.defaults();
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BODY = "{\"id\":\"evt_1\",\"note\":\"Zoë/1\",\"list\":[1,2]}";

  static Stream<Arguments> changedBodies() {
    return Stream.of(
        Arguments.of(BODY + "\n", "trailing_newline"),
        Arguments.of(
            "{ \"id\": \"evt_1\",  \"note\":\"Zoë/1\",\"list\":[1,2]}", "body_reserialised"),
        Arguments.of("  " + BODY + "  ", "white_space_changed"),
        Arguments.of("\uFEFF" + BODY, "charset_changed"),
        Arguments.of(new String(BODY.getBytes(UTF_8), ISO_8859_1), "charset_changed"));
  }

  @ParameterizedTest
  @MethodSource("changedBodies")
  void names_what_happened_to_the_body(String received, String code) {
    assertThat(stripe(BODY, received)).isEqualTo(code);
  }

  @Test
  void names_the_serialiser_that_the_sender_signed_before() {
    String python = "{\"id\": \"evt_1\", \"note\": \"Zo\\u00eb/1\", \"list\": [1, 2]}";
    String php = "{\"id\":\"evt_1\",\"note\":\"Zo\\u00eb\\/1\",\"list\":[1,2]}";
    String indented =
        "{\n  \"id\": \"evt_1\",\n  \"note\": \"Zoë/1\",\n  \"list\": [\n    1,\n    2\n  ]\n}";

    String spaced = "{\"id\": \"evt_1\", \"note\": \"Zoë/1\", \"list\": [1, 2]}";
    String escaped = "{\"id\":\"evt_1\",\"note\":\"Zo\\u00eb/1\",\"list\":[1,2]}";
    String slashes = "{\"id\":\"evt_1\",\"note\":\"Zoë\\/1\",\"list\":[1,2]}";

    for (String signed : List.of(python, php, indented, spaced, escaped, slashes)) {
      assertThat(stripe(signed, BODY)).as(signed).isEqualTo("body_reserialised");
    }
  }

  @Test
  void names_converted_line_endings_and_a_lost_final_newline_and_a_lost_body() {
    assertThat(stripe("a\r\nb", "a\nb")).isEqualTo("line_endings_changed");
    assertThat(stripe("a\nb", "a\r\nb")).isEqualTo("line_endings_changed");
    assertThat(stripe(BODY + "\n", BODY)).isEqualTo("trailing_newline");
    assertThat(stripe(BODY + "\r\n", BODY)).isEqualTo("trailing_newline");
    assertThat(stripe("", BODY)).isEqualTo("body_not_captured");
  }

  @Test
  void says_other_secret_only_when_nothing_else_explains_the_signature() {
    Diagnosis diagnosis =
        diagnose("stripe", signed("stripe", "whsec_of_the_test_mode", BODY), Rings.of(SECRET), NOW);

    assertThat(diagnosis.code()).isEqualTo("other_secret");
    assertThat(diagnosis.sentence()).contains("test or live").doesNotContain(SECRET);
  }

  @Test
  void names_the_expired_version_that_the_sender_still_uses() {
    SecretRing ring =
        Rings.of(SECRET)
            .rotateTo(
                new SecretVersion("sec_new", SecretText.of("fresh"), NOW, null),
                NOW.minusSeconds(60),
                Duration.ZERO);

    for (String provider : List.of("stripe", "gitlab", "twilio")) {
      assertThat(diagnose(provider, signed(provider, SECRET, ""), ring, NOW))
          .as(provider)
          .satisfies(it -> {
            assertThat(it.code()).isEqualTo("expired_secret");
            assertThat(it.sentence()).contains("sec_1", "2026-03-04T05:05:07Z");
          });
    }
  }

  @Test
  void names_a_secret_that_is_read_as_text_on_one_side_and_as_base64_on_the_other() {
    byte[] decoded = Base64.getDecoder().decode(SECRET.substring(6));
    String head = "t=" + NOW.getEpochSecond() + ",v1=";
    byte[] message = (NOW.getEpochSecond() + "." + BODY).getBytes(UTF_8);

    assertThat(code("stripe", head + hex("HmacSHA256", decoded, message)))
        .isEqualTo("secret_read_differently");
    assertThat(
            code("stripe", head + hex("HmacSHA256", SECRET.substring(6).getBytes(UTF_8), message)))
        .isEqualTo("secret_read_differently");
  }

  @Test
  void names_white_space_around_the_configured_secret() {
    assertThat(diagnose("github", signed("github", "abc", BODY), Rings.of("abc\n"), NOW).code())
        .isEqualTo("secret_has_white_space");
  }

  @Test
  void names_the_wrong_spelling_of_a_right_digest() {
    byte[] digest = Digests.mac("HmacSHA256", SECRET.getBytes(UTF_8), BODY.getBytes(UTF_8));
    String hex = HexFormat.of().formatHex(digest);
    String base64 = Base64.getEncoder().encodeToString(digest);

    assertThat(code("github", "sha256=" + base64)).isEqualTo("base64_instead_of_hex");
    assertThat(code("github", hex)).isEqualTo("prefix_missing");
    assertThat(code("github", "sha256=" + hex.toUpperCase(Locale.ROOT)))
        .isEqualTo("upper_case_hex");
    assertThat(code("shopify", hex)).isEqualTo("hex_instead_of_base64");
    assertThat(code("shopify", base64.replace("=", ""))).isEqualTo("other_base64");
    assertThat(
            code("github", "sha1=" + hex("HmacSHA1", SECRET.getBytes(UTF_8), BODY.getBytes(UTF_8))))
        .isEqualTo("other_algorithm");
  }

  @Test
  void names_a_sender_without_a_secret() {
    assertThat(code("github", "sha256=" + hex("HmacSHA256", new byte[1], BODY.getBytes(UTF_8))))
        .isEqualTo("sender_has_no_secret");
  }

  @Test
  void names_what_was_signed_instead() {
    String bodyOnly = hex("HmacSHA256", SECRET.getBytes(UTF_8), BODY.getBytes(UTF_8));

    assertThat(code("stripe", "t=" + NOW.getEpochSecond() + ",v1=" + bodyOnly))
        .isEqualTo("signs_something_else");
  }

  @Test
  void names_the_url_that_was_signed_instead() {
    SignedRequest outside =
        new SignedRequest(
            "POST", "https://public.example/x", HeaderFields.of(), BODY.getBytes(UTF_8));
    for (String provider : List.of("square", "twilio", "hubspot-v3")) {
      SignedRequest sent = draftFor(provider, outside);
      HeaderFields fields =
          scheme(provider).signed(sent, SecretText.of(SECRET), SETTINGS, NOW).headers();
      SignedRequest seen =
          new SignedRequest("POST", "http://public.example/x", fields, sent.body());

      assertThat(diagnose(provider, seen, Rings.of(SECRET), NOW))
          .as(provider)
          .satisfies(it -> {
            assertThat(it.code()).isEqualTo("url_differs");
            assertThat(it.sentence()).contains("https://public.example/x");
          });
    }
  }

  @Test
  void names_clocks_and_units() {
    SignedRequest request = signed("stripe", SECRET, BODY);
    String millis = Long.toString(NOW.toEpochMilli());

    assertThat(diagnose("stripe", request, Rings.of(SECRET), NOW.plusSeconds(400)))
        .isEqualTo(
            new Diagnosis(
                "too_old",
                "The timestamp is 400 s old: a replay, a late or queued delivery, or a clock that"
                    + " is off by that."));
    assertThat(diagnose("stripe", request, Rings.of(SECRET), NOW.minusSeconds(400)).code())
        .isEqualTo("clock_ahead");
    assertThat(diagnose("stripe", request, Rings.of(SECRET), NOW.plusSeconds(7205)).code())
        .isEqualTo("time_zone");
    assertThat(
            code(
                "stripe",
                "t="
                    + millis
                    + ",v1="
                    + hex(
                        "HmacSHA256",
                        SECRET.getBytes(UTF_8),
                        (millis + "." + BODY).getBytes(UTF_8))))
        .isEqualTo("timestamp_in_milliseconds");
  }

  @Test
  void tells_a_zone_from_a_clock_and_seconds_from_milliseconds() {
    SignedRequest request = signed("stripe", SECRET, BODY);

    assertThat(diagnose("stripe", request, Rings.of(SECRET), NOW.plusSeconds(3600 + 60)).code())
        .isEqualTo("time_zone");
    assertThat(diagnose("stripe", request, Rings.of(SECRET), NOW.plusSeconds(3600 + 61)).code())
        .isEqualTo("too_old");
    assertThat(diagnose("stripe", request, Rings.of(SECRET), NOW.plusSeconds(14 * 3600)).code())
        .isEqualTo("time_zone");
    assertThat(diagnose("stripe", request, Rings.of(SECRET), NOW.plusSeconds(15 * 3600)).code())
        .isEqualTo("too_old");

    HeaderFields signed = hubspot(Long.toString(NOW.getEpochSecond()));
    assertThat(
            diagnose(
                    "hubspot-v3",
                    new SignedRequest("POST", "https://a.example/", signed, BODY.getBytes(UTF_8)),
                    Rings.of(SECRET),
                    NOW)
                .code())
        .isEqualTo("timestamp_in_seconds");
  }

  private static HeaderFields hubspot(String stamp) {
    byte[] message = ("POST" + "https://a.example/" + BODY + stamp).getBytes(UTF_8);
    byte[] digest = Digests.mac("HmacSHA256", SECRET.getBytes(UTF_8), message);
    return HeaderFields.of(
        "X-HubSpot-Request-Timestamp",
        stamp,
        "X-HubSpot-Signature-v3",
        Base64.getEncoder().encodeToString(digest));
  }

  @Test
  void names_the_provider_whose_signature_it_really_is() {
    SignedRequest request = signed("github", SECRET, BODY);

    Diagnosis proven = diagnose("stripe", request, Rings.of(SECRET), NOW);
    Diagnosis likely = diagnose("stripe", request, Rings.of("another"), NOW);

    assertThat(proven.code()).isEqualTo("other_provider");
    assertThat(proven.sentence()).contains("genuinely", "set the provider to github");
    assertThat(likely.code()).isEqualTo("other_provider");
    assertThat(likely.sentence()).contains("GitHub or Meta");
  }

  @Test
  void names_what_is_wrong_with_the_source_itself() {
    SignedRequest request = signed("stripe", SECRET, BODY);
    SecretRing expired =
        new SecretRing(
            List.of(new SecretVersion("sec_1", SecretText.of(SECRET), Instant.EPOCH, NOW)));

    assertThat(diagnose("stripe", request, SecretRing.empty(), NOW).code()).isEqualTo("no_secret");
    assertThat(diagnose("stripe", request, expired, NOW).code()).isEqualTo("all_secrets_expired");
    assertThat(diagnose("stripe", request, Rings.of(" "), NOW).code()).isEqualTo("secret_blank");
    assertThat(diagnose("standard-webhooks", request, Rings.of("no base64!"), NOW).code())
        .isEqualTo("secret_malformed");
  }

  /** Found by fuzzing: the reader of numbers gave up with an unchecked exception. */
  @Test
  void explains_a_body_with_a_number_that_cannot_be() {
    String body = "33333333E333331662666";

    assertThat(diagnose("github", signed("github", "another", body), Rings.of(SECRET), NOW).code())
        .isEqualTo("other_secret");
  }

  @Test
  void gives_up_on_a_huge_body_instead_of_hashing_it_over_and_over() {
    byte[] huge = new byte[8 * 1024 * 1024];
    HeaderFields fields = HeaderFields.of("X-Hub-Signature-256", "sha256=" + "0".repeat(64));
    SignedRequest request = new SignedRequest("POST", "https://a.example/", fields, huge);

    assertThat(diagnose("github", request, Rings.of(SECRET), NOW).code())
        .isEqualTo("body_too_large_to_explain");
  }

  private static String stripe(String signed, String received) {
    SignedRequest request = signed("stripe", SECRET, signed).withBody(received.getBytes(UTF_8));
    return diagnose("stripe", request, Rings.of(SECRET), NOW).code();
  }

  private static String code(String provider, String signature) {
    String header = scheme(provider).signatureHeader().orElseThrow();
    SignedRequest request =
        new SignedRequest(
            "POST", "https://a.example/", HeaderFields.of(header, signature), BODY.getBytes(UTF_8));
    return diagnose(provider, request, Rings.of(SECRET), NOW).code();
  }

  private static SignedRequest signed(String provider, String secret, String body) {
    SignedRequest draft =
        new SignedRequest("POST", "https://a.example/", HeaderFields.of(), body.getBytes(UTF_8));
    return scheme(provider).signed(draft, SecretText.of(secret), SETTINGS, NOW);
  }

  private static SignedRequest draftFor(String provider, SignedRequest json) {
    return provider.equals("twilio")
        ? json.withHeaders(HeaderFields.of("Content-Type", "application/x-www-form-urlencoded"))
            .withBody("a=1&b=2".getBytes(UTF_8))
        : json;
  }

  private static Diagnosis diagnose(
      String provider, SignedRequest request, SecretRing ring, Instant now) {
    return ((Verdict.Rejected) scheme(provider).verify(request, ring, SETTINGS, now)).diagnosis();
  }

  private static SignatureScheme scheme(String provider) {
    return SignatureSchemes.forProvider(provider).orElseThrow();
  }

  private static String hex(String algorithm, byte[] key, byte[] message) {
    return HexFormat.of().formatHex(Digests.mac(algorithm, key, message));
  }
}
