package dev.postern.adminui.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SchemeTrialTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final CustomScheme SCHEME = scheme(SchemeField.START);
  private static final SchemeTrial.Sample UNSIGNED =
      new SchemeTrial.Sample(
          "https://example.com/in/t", "X-Type: order.created", "{\"id\":\"1\"}", "secret");

  @Test
  void a_signed_sample_is_genuine_however_old_it_is() {
    SchemeTrial.Sample signed = with(SchemeTrial.sign(SCHEME, UNSIGNED, NOW), UNSIGNED.secret());
    assertThat(signed.headers()).contains("X-Type: order.created", "X-Signature: sha256=");
    assertThat(SchemeTrial.judge(SCHEME, signed, NOW.plus(Duration.ofDays(400))))
        .isInstanceOf(SchemeTrial.Outcome.Genuine.class);
  }

  @Test
  void the_tolerance_of_the_scheme_itself_is_left_aside_too() {
    CustomScheme narrow =
        scheme(SchemeField.START.replace("\"encoding\"", "\"tolerance\":\"PT5S\",\"encoding\""));
    SchemeTrial.Sample signed = with(SchemeTrial.sign(narrow, UNSIGNED, NOW), UNSIGNED.secret());
    assertThat(SchemeTrial.judge(narrow, signed, NOW.plus(Duration.ofHours(1))))
        .isInstanceOf(SchemeTrial.Outcome.Genuine.class);
  }

  @Test
  void another_secret_is_a_bad_signature_with_a_diagnosis() {
    String headers = SchemeTrial.sign(SCHEME, UNSIGNED, NOW);
    assertThat(SchemeTrial.judge(SCHEME, with(headers, "other"), NOW))
        .isInstanceOfSatisfying(
            SchemeTrial.Outcome.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("bad_signature");
              assertThat(refused.sentence()).isNotBlank();
            });
  }

  @Test
  void the_events_names_are_told() {
    CustomScheme named =
        scheme(
            """
            {"signature_header":"X-Sig","template":"{body}","event_id":"body:/id",
             "event_type":"header:X-Type"}
            """);
    SchemeTrial.Sample signed = with(SchemeTrial.sign(named, UNSIGNED, NOW), UNSIGNED.secret());
    assertThat(SchemeTrial.judge(named, signed, NOW))
        .isEqualTo(new SchemeTrial.Outcome.Genuine("1", "order.created"));
  }

  private static SchemeTrial.Sample with(String headers, String secret) {
    return new SchemeTrial.Sample(UNSIGNED.url(), headers, UNSIGNED.body(), secret);
  }

  private static CustomScheme scheme(String json) {
    return CustomSchemeJson.read(json) instanceof CustomSchemeJson.Outcome.Described described
        ? described.scheme()
        : org.junit.jupiter.api.Assertions.fail(json);
  }
}
