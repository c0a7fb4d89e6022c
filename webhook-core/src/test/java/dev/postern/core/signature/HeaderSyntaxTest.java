package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signature fields as nobody should write them: read one way only, or refused. */
class HeaderSyntaxTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final String T = "1760000000";
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BODY = "{\"id\":\"evt_1\"}";
  private static final String OK = Digests.hex(KEY, T + "." + BODY);
  private static final String OTHER = "0".repeat(64);

  static Stream<List<String>> stripeLists() {
    return Stream.of(
        List.of("t=" + T + ",v1=" + OK, "accepted"),
        List.of("v1=" + OK + ",t=" + T, "accepted"),
        List.of("v1=" + OTHER + ",t=" + T + ",v1=" + OK, "accepted"),
        List.of("t=" + T + ",v1=zz,v1=" + OK, "accepted"),
        List.of("t=" + T + ",v0=" + OTHER + ",v1=" + OK + ",v2=", "accepted"),
        List.of("t=" + T + ",v1=" + OK + ",t=" + T, "malformed_signature"),
        List.of("t=1,v1=" + OK + ",t=" + T, "malformed_signature"),
        List.of("t=" + T + ", v1=" + OK, "malformed_signature"),
        List.of("t=" + T + ",v1=" + OK + ",", "malformed_signature"),
        List.of("t=" + T + ",,v1=" + OK, "malformed_signature"),
        List.of("t=" + T + ",v1=" + OK + ",junk", "malformed_signature"),
        List.of("t=" + T + ",=x,v1=" + OK, "malformed_signature"),
        List.of("t=" + T + ",v1=", "malformed_signature"),
        List.of("t=" + T + ",v1=" + OK.substring(1), "malformed_signature"),
        List.of("t=" + T + ",V1=" + OK, "unsupported_version"),
        List.of("T=" + T + ",v1=" + OK, "missing_timestamp"),
        List.of("t=" + T, "malformed_signature"),
        List.of("t=,v1=" + OK, "malformed_timestamp"),
        List.of("t=+" + T + ",v1=" + OK, "malformed_timestamp"),
        List.of("t=-5,v1=" + OK, "malformed_timestamp"),
        List.of("t=" + T + ".0,v1=" + OK, "malformed_timestamp"),
        List.of("t=" + T + ",v1=" + OK.toUpperCase(Locale.ROOT), "bad_signature"),
        List.of("t=" + T + ";v1=" + OK, "missing_signature_or_malformed"));
  }

  @ParameterizedTest
  @MethodSource("stripeLists")
  void list_of_pairs_is_read_one_way_only(List<String> row) {
    String outcome = row.getLast();
    String got = verify("stripe", HeaderFields.of("Stripe-Signature", row.getFirst()));

    assertThat(got)
        .isIn(
            outcome.contains("_or_")
                ? List.of("missing_timestamp", "malformed_signature")
                : List.of(outcome));
  }

  @Test
  void huge_list_is_judged_and_its_one_good_entry_counts() {
    String many = ("v1=" + OTHER + ",").repeat(5_000);

    assertThat(verify("stripe", HeaderFields.of("Stripe-Signature", many + "t=" + T + ",v1=" + OK)))
        .isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1,OK|accepted",
        "v1,BAD v1,OK|accepted",
        "v1,BAD  v1,OK|accepted",
        "v2,BAD v1,OK|accepted",
        "v1,OK,trailing|accepted",
        "junk v1,OK|accepted",
        "v1, v1,OK|accepted",
        "v1,BAD,OK|bad_signature",
        "v1,OK\tv1,OK|malformed_signature",
        "v1,UNPADDED|malformed_signature",
        "v1,URLSAFE|malformed_signature",
        "V1,OK|unsupported_version",
        "v1a,OK|unsupported_version",
        "v1=OK|malformed_signature",
        ",OK|malformed_signature",
        "v1,|malformed_signature"
      })
  void versioned_list_is_read_one_way_only(String value, String outcome) {
    String right = Digests.standard(KEY, "msg_1." + T + "." + BODY);
    String wrong = Digests.standard(KEY, "msg_1." + T + "." + BODY + " ");
    String text =
        value
            .replace("OK", right)
            .replace("BAD", wrong)
            .replace("UNPADDED", right.replace("=", ""))
            .replace("URLSAFE", "-_" + right.substring(2));
    HeaderFields fields =
        HeaderFields.of("webhook-id", "msg_1", "webhook-timestamp", T, "webhook-signature", text);

    assertThat(verify("standard-webhooks", fields)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sha256=HEX|accepted",
        "sha256= HEX|malformed_signature",
        "sha256=HEX_|malformed_signature",
        "SHA256=HEX|unsupported_version",
        "sha1=HEX|unsupported_version",
        "sha256=sha256=HEX|malformed_signature",
        "sha256=HEX,sha256=HEX|malformed_signature",
        "sha256=|malformed_signature",
        "sha256=HE|malformed_signature",
        "sha256=UPPER|bad_signature"
      })
  void prefixed_digest_is_read_one_way_only(String value, String outcome) {
    String hex = Digests.hex(KEY, BODY);
    String text =
        value
            .replace("HEX", hex)
            .replace("UPPER", hex.toUpperCase(Locale.ROOT))
            .replace("HE", hex.substring(1))
            .replace('_', ' ');

    assertThat(verify("github", HeaderFields.of("x-hub-signature-256", text))).isEqualTo(outcome);
    assertThat(verify("github", HeaderFields.of("X-HUB-Signature-256", text))).isEqualTo(outcome);
  }

  @Test
  void fields_of_docusign_are_numbered_and_each_may_be_the_right_one() {
    String right = Digests.base64(KEY, BODY);
    String wrong = Digests.base64(KEY, BODY + " ");

    assertThat(docusign("1", wrong, "7", right)).isEqualTo("accepted");
    assertThat(docusign("1", "no base64!", "2", right)).isEqualTo("accepted");
    assertThat(docusign("1", "", "2", right)).isEqualTo("accepted");
    assertThat(docusign("1", wrong, "2", wrong)).isEqualTo("bad_signature");
    assertThat(docusign("1", "no base64!", "2", "?")).isEqualTo("malformed_signature");
    assertThat(docusign("2", right, "2", right)).isEqualTo("duplicate_header");
    assertThat(docusign("", right, "x", right)).isEqualTo("missing_signature");
    assertThat(docusign("12345", right, "x", right)).isEqualTo("missing_signature");
  }

  private static String docusign(String one, String value, String two, String other) {
    String stem = "X-DocuSign-Signature-";
    return verify("docusign", HeaderFields.of(stem + one, value, stem + two, other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF{}", "\u0000", "\r\n", "{\"id\":\"a\uD800b\"}", "", "é"})
  void body_is_never_more_than_its_bytes(String text) {
    byte[] body = text.getBytes(text.equals("é") ? ISO_8859_1 : UTF_8);
    byte[] digest = Digests.mac("HmacSHA256", KEY.getBytes(UTF_8), body);
    HeaderFields fields = HeaderFields.of("X-Webhook-Signature", HexFormat.of().formatHex(digest));

    assertThat(verify("generic-hmac", fields, body)).isEqualTo("accepted");
    assertThat(verify("generic-hmac", fields, (text + " ").getBytes(UTF_8)))
        .isEqualTo("bad_signature");
  }

  @Test
  void secret_longer_than_a_block_and_secret_beyond_ascii_are_keys() {
    for (String key : List.of("k".repeat(200), "pässwörd ✓", "a b")) {
      HeaderFields fields = HeaderFields.of("X-Webhook-Signature", Digests.hex(key, BODY));

      assertThat(outcome("generic-hmac", fields, BODY.getBytes(UTF_8), key)).isEqualTo("accepted");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2025-10-09T08:53:20Z", "2025-10-09T10:53:20+02:00", "2025-10-09T08:53:20.999Z"})
  void zendesk_timestamp_is_signed_as_it_is_written(String stamp) {
    assertThat(zendesk(stamp)).isEqualTo("accepted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-10-09 08:53:20Z", "2025-10-09T08:53:20", "2025-13-09T08:53:20Z",
            "2025-02-30T08:53:20Z",
        "1760000000", "2025-10-09T08:53Z", "2025-10-09T08:53:20Z ", "+2025-10-09T08:53:20Z"
      })
  void zendesk_timestamp_of_another_shape_is_malformed(String stamp) {
    assertThat(zendesk(stamp)).isEqualTo("malformed_timestamp");
  }

  private static String zendesk(String stamp) {
    return verify(
        "zendesk",
        HeaderFields.of(
            "X-Zendesk-Webhook-Signature",
            Digests.base64(KEY, stamp + BODY),
            "X-Zendesk-Webhook-Signature-Timestamp",
            stamp));
  }

  private static String verify(String provider, HeaderFields fields) {
    return verify(provider, fields, BODY.getBytes(UTF_8));
  }

  private static String verify(String provider, HeaderFields fields, byte[] body) {
    return outcome(provider, fields, body, KEY);
  }

  private static String outcome(String provider, HeaderFields fields, byte[] body, String key) {
    Verdict verdict =
        SignatureSchemes.forProvider(provider)
            .orElseThrow()
            .verify(
                new SignedRequest("POST", "https://gw.example.com/in/x", fields, body),
                Rings.of(key),
                VerificationSettings.defaults(),
                NOW);
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }
}
