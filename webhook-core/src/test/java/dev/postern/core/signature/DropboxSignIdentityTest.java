package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.net.URLEncoder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events of one type in one second share their hash, and are several events all the same. */
class DropboxSignIdentityTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final String KEY = "0123456789abcdef";
  private static final SignatureScheme SCHEME =
      SignatureSchemes.forProvider("dropbox-sign").orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signature_request_sent|\"signature_request\":{\"signature_request_id\":\"%s\"}",
        "template_created|\"template\":{\"template_id\":\"%s\"}",
        "callback_test|\"signature_request\":{\"signature_request_id\":\"\"},\"x\":\"%s\"",
        "account_confirmed|\"account\":{\"account_id\":\"%s\"}"
      })
  void two_of_one_second_are_told_apart_by_what_they_are_about(String type, String member) {
    EventIdentity one = identity(type, member.formatted("a1"));
    EventIdentity two = identity(type, member.formatted("a2"));

    assertThat(one.eventId()).isEqualTo(two.eventId());
    assertThat(one.deduplicationKey())
        .startsWith(one.eventId() + ":")
        .isNotEqualTo(two.deduplicationKey())
        .isEqualTo(identity(type, member.formatted("a1")).deduplicationKey());
  }

  @Test
  void retry_about_a_template_or_a_request_may_say_more_than_the_first() {
    for (String member :
        new String[] {
          "\"template\":{\"template_id\":\"t\"}",
          "\"signature_request\":{\"signature_request_id\":\"r\"}"
        }) {
      assertThat(identity("x", member + ",\"more\":1").deduplicationKey())
          .isEqualTo(identity("x", member).deduplicationKey());
    }
  }

  private static EventIdentity identity(String type, String member) {
    String json = "{\"event\":{\"event_type\":\"" + type + "\"}," + member + "}";
    SignedRequest draft =
        new SignedRequest(
            "POST",
            "https://gw.example.com/in/x",
            HeaderFields.of("Content-Type", "application/x-www-form-urlencoded"),
            ("json=" + URLEncoder.encode(json, UTF_8)).getBytes(UTF_8));
    SignedRequest signed =
        SCHEME.signed(draft, SecretText.of(KEY), VerificationSettings.defaults(), NOW);
    return ((Verdict.Accepted)
            SCHEME.verify(signed, Rings.of(KEY), VerificationSettings.defaults(), NOW))
        .identity();
  }
}
