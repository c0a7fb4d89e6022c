package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The escapes of a URL, which Twilio and its libraries write in several ways. */
class TwilioUrlTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final SignatureScheme TWILIO =
      SignatureSchemes.forProvider("twilio").orElseThrow();
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "https://h/a?n=O'Brien|https://h/a?n=O%27Brien",
        "https://h/a?n=O%27Brien|https://h/a?n=O'Brien",
        "https://h/a?n=O%27Brien|https://h:443/a?n=O'Brien",
        "https://h/a?n=O%27Brien|https://h/a?n=O%27Brien",
        "https://h/a?to=+1+2|https://h/a?to=%201%202",
        "https://h/a?b=1&a=2&b=3|https://h/a?b=1&b=3&a=2",
        "https://h/a?flag|https://h/a?flag=",
        "https://h/a?n=Zoë|https://h/a?n=Zo%C3%AB",
        "https://h/a?q=<\">|https://h/a?q=%3C%22%3E",
        "https://h/a?q={\u00a6}|https://h/a?q=%7B%7C%7D",
        "https://h/{a}|https://h/%7Ba%7D",
        "https://h/a'b|https://h/a'b",
        "https://h/a?|https://h/a?",
        "https://h/a?!~*()=-_.|https://h/a?!~*()=-_."
      })
  void every_spelling_of_the_libraries_counts(String seen, String signed) {
    assertThat(verify(seen.replace('¦', '|'), signed)).isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "https://h/a?n=O'Brien|https://h/a?n=O''Brien",
        "https://h/a?a=1&b=2|https://h/a?b=2&a=1",
        "https://h/a'b|https://h/a%27b",
        "https://h/a?n=1|https://h/a?n=1&"
      })
  void another_url_does_not(String seen, String signed) {
    assertThat(verify(seen, signed)).isEqualTo("bad_signature");
  }

  private static String verify(String url, String signed) {
    byte[] digest = Digests.mac("HmacSHA1", KEY.getBytes(UTF_8), (signed + "a1").getBytes(UTF_8));
    HeaderFields fields =
        HeaderFields.of(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "X-Twilio-Signature",
            Base64.getEncoder().encodeToString(digest));
    Verdict verdict =
        TWILIO.verify(
            new SignedRequest("POST", url, fields, "a=1".getBytes(UTF_8)),
            Rings.of(KEY),
            VerificationSettings.defaults(),
            NOW);
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }
}
