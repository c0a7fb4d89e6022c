package dev.postern.adminui.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.part.Times;
import dev.postern.core.id.SecretId;
import dev.postern.core.vault.SecretInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final SecretInfo.Recent UNUSED = new SecretInfo.Recent(0, 1204);

  @Test
  void an_old_secret_is_safe_to_expire_in_the_words_of_the_api() {
    assertThat(of("retiring", 1204, NOW.minusSeconds(90_000), UNUSED))
        .isEqualTo(
            "Verified 1,204 requests, last 25 h ago."
                + " 0 of 1,204 requests in the last 24 h: safe to expire.");
    assertThat(of("retiring", 0, null, UNUSED))
        .isEqualTo("No use seen yet. 0 of 1,204 requests in the last 24 h: safe to expire.");
  }

  @Test
  void a_signature_that_both_secrets_made_is_no_evidence_for_either() {
    SecretInfo.Recent both = new SecretInfo.Recent(5, 5, true, false);

    assertThat(Evidence.of(version("retiring", 1, NOW, both), SecretOwner.Use.SIGNS, times()))
        .isEqualTo("Signed 1 request, last just now. " + both.sentence())
        .contains("not known")
        .doesNotContain("100 %");
  }

  @Test
  void the_current_secret_is_never_called_safe_to_expire_and_an_expired_one_has_no_day() {
    assertThat(of("current", 0, null, UNUSED)).isEqualTo("No use seen yet.");
    assertThat(of("expired", 3, NOW, new SecretInfo.Recent(3, 3)))
        .isEqualTo("Verified 3 requests, last just now.");
  }

  private static String of(
      String state, long count, @Nullable Instant last, SecretInfo.Recent recent) {
    return Evidence.of(version(state, count, last, recent), SecretOwner.Use.VERIFIES, times());
  }

  private static SecretInfo version(
      String state, long count, @Nullable Instant last, SecretInfo.Recent recent) {
    return new SecretInfo(
        new SecretId(new UUID(1, 1)), state, NOW, null, last, count, recent, null);
  }

  private static Times times() {
    return new Times(() -> NOW);
  }
}
