package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HubSpot signs the URI with a listed set of escapes decoded; its own library signs it raw. */
class HubSpotUriTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final String KEY = "0123456789abcdef";
  private static final String SEEN = "https://gw.example.com/in/x?redirect=a%3Ab%2fc&q=%26";
  private static final SignatureScheme SCHEME =
      SignatureSchemes.forProvider("hubspot-v3").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "?redirect=a%3Ab%2fc&q=%26, accepted",
    "?redirect=a:b/c&q=%26, accepted",
    "?redirect=a:b/c&q=&, bad_signature",
    "?redirect=a%3Ab/c&q=%26, bad_signature",
    "?redirect=a%3AB%2fc&q=%26, bad_signature",
    "'', bad_signature"
  })
  void uri_is_signed_decoded_or_as_it_is_and_not_half(String query, String outcome) {
    String message = "POSThttps://gw.example.com/in/x" + query + "[]1760000000000";

    assertThat(verify(Digests.base64(KEY, message), VerificationSettings.defaults()))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"/a%3Ab, accepted", "/a:b, accepted", "/in/x, bad_signature"})
  void configured_public_url_counts_in_either_form(String path, String outcome) {
    String url = "https://public.example.com" + path + "?redirect=a%3Ab%2fc&q=%26";
    String message =
        "POST" + (path.contains("%") ? url : url.replace("%3A", ":").replace("%2f", "/"));

    assertThat(
            verify(
                Digests.base64(KEY, message + "[]1760000000000"),
                VerificationSettings.defaults().withPublicUrl("https://public.example.com/a%3Ab")))
        .isEqualTo(outcome);
  }

  private static String verify(String digest, VerificationSettings settings) {
    SignedRequest request =
        new SignedRequest(
            "POST",
            SEEN,
            HeaderFields.of(
                "X-HubSpot-Signature-v3", digest, "X-HubSpot-Request-Timestamp", "1760000000000"),
            "[]".getBytes(UTF_8));
    Verdict verdict =
        SCHEME.verify(request, Rings.of(SecretText.of("other"), SecretText.of(KEY)), settings, NOW);
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }
}
