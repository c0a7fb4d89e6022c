package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The URL and the form as Twilio's libraries write them before they hash them. */
class TwilioTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final SignatureScheme TWILIO =
      SignatureSchemes.forProvider("twilio").orElseThrow();
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "https://h:443/a, https://h/a, accepted",
    "https://h/a, https://h:443/a, accepted",
    "http://h/a, http://h:80/a, accepted",
    "https://h:8443/a, https://h/a, accepted",
    "https://h/a, https://h:80/a, bad_signature",
    "https://h/a?x=1, https://h:443/a?x=1, accepted",
    "https://h/a, https://h/a/, bad_signature",
    "https://[::1]/a, https://[::1]:443/a, accepted",
    "https://[FE80::A]/a, https://[fe80::a]:443/a, accepted",
    "https://u:p@h/a, https://u:p@h/a, accepted",
    "https://u:p@h/a, https://u:p@h:443/a, accepted",
    "https://u:p@h:443/a, https://u:p@h/a, accepted",
    "https://u:p@h/a, https://h/a, bad_signature",
    "https://U:p@H/a, https://U:p@h:443/a, accepted",
    "https://U:p@h/a, https://u:p@h/a, bad_signature",
    "HTTPS://Shop.Example/A?B=c, https://shop.example/A?B=c, accepted",
    "HTTPS://Shop.Example/A?B=c, HTTPS://Shop.Example/A?B=c, accepted",
    "https://h/A, https://h/a, bad_signature",
    "https://h?x=1, https://h/?x=1, accepted",
    "https://h?x=1, https://h:443/?x=1, accepted",
    "https://h?x=1, https://h?x=1, accepted",
    "https://h, https://h/, accepted",
    "ftp://h/a, ftp://h/a, accepted"
  })
  void url_may_be_written_in_the_ways_of_the_libraries(String seen, String signed, String outcome) {
    assertThat(verify(seen, signed + "a1a2bz", "b=z&a=2&a=1&a=2")).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=%zz+b|a%zz b",
        "a=%41%|aA%",
        "a=%4+%4G%61|a%4 %4Ga",
        "%zz+b=%C3%A9|%zz bé",
        "a=100%+é|a100% é",
        "a=1%2B1|a1+1",
        "a=%E9%20b|a\uFFFD b"
      })
  void form_is_decoded_even_where_an_escape_is_none(String form, String signed) {
    assertThat(verify("https://h/a", "https://h/a" + signed, form)).isEqualTo("accepted");
  }

  @Test
  void refusal_says_when_the_token_was_pasted_with_white_space() {
    assertThat(diagnosis(form("a=1"), "https://h/a" + "a1", KEY + "\n"))
        .isEqualTo("secret_has_white_space");
    assertThat(diagnosis(form("a=1"), "https://h/a" + "a1", KEY + "x\n"))
        .isEqualTo("bad_signature");
  }

  @Test
  void refusal_says_what_became_of_the_body() {
    String body = "{\"a\": 1, \"b\": 2}";
    String url =
        "https://h/a?bodySHA256=" + EventIdentity.digestOf(body.getBytes(UTF_8)).substring(7);

    assertThat(diagnosis(json(url, body + "\n"), url, KEY)).isEqualTo("trailing_newline");
    assertThat(diagnosis(json(url, "{\"a\":1,\"b\":2}"), url, KEY)).isEqualTo("body_reserialised");
    assertThat(diagnosis(json(url, "{\"a\":1,\"b\":3}"), url, KEY)).isEqualTo("message_changed");
    assertThat(diagnosis(json(url, "{\"a\":1,\"b\":3}"), url + "x", KEY))
        .isEqualTo("bad_signature");
    assertThat(diagnosis(form("b=2&a=1\n"), "https://h/aa1b2", KEY)).isEqualTo("trailing_newline");
  }

  @Test
  void large_body_is_not_tried_over_and_over() {
    for (int size : new int[] {1024 * 1024 - 1, 1024 * 1024}) {
      String body = "x".repeat(size);
      String url =
          "https://h/a?bodySHA256=" + EventIdentity.digestOf(body.getBytes(UTF_8)).substring(7);

      assertThat(diagnosis(json(url, body + "\n"), url, KEY))
          .isEqualTo(size < 1024 * 1024 ? "trailing_newline" : "message_changed");
    }
  }

  private static String diagnosis(SignedRequest request, String message, String configured) {
    byte[] digest = Digests.mac("HmacSHA1", KEY.getBytes(UTF_8), message.getBytes(UTF_8));
    SignedRequest signed =
        request.withHeaders(
            HeaderFields.of("X-Twilio-Signature", Base64.getEncoder().encodeToString(digest)));
    return ((Verdict.Rejected)
            TWILIO.verify(signed, Rings.of(configured), VerificationSettings.defaults(), NOW))
        .diagnosis()
        .code();
  }

  private static SignedRequest json(String url, String body) {
    return new SignedRequest(
        "POST", url, HeaderFields.of("Content-Type", "application/json"), body.getBytes(UTF_8));
  }

  private static SignedRequest form(String form) {
    return new SignedRequest(
        "POST",
        "https://h/a",
        HeaderFields.of("Content-Type", "application/x-www-form-urlencoded"),
        form.getBytes(UTF_8));
  }

  private static String verify(String url, String message, String form) {
    byte[] digest = Digests.mac("HmacSHA1", KEY.getBytes(UTF_8), message.getBytes(UTF_8));
    HeaderFields fields =
        HeaderFields.of(
            "Content-Type",
            "application/x-www-form-urlencoded; charset=UTF-8",
            "X-Twilio-Signature",
            Base64.getEncoder().encodeToString(digest));
    Verdict verdict =
        TWILIO.verify(
            new SignedRequest("POST", url, fields, form.getBytes(UTF_8)),
            Rings.of(KEY),
            VerificationSettings.defaults(),
            NOW);
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }
}
