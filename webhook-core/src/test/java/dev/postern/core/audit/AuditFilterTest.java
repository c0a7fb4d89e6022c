package dev.postern.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.AuditId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditFilterTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final AuditEntry ENTRY =
      new AuditEntry(
          new AuditId(new UUID(0x7000, 1)),
          new UUID(1, 1),
          1,
          AT,
          new Actor("user", "usr_1", "ada@example.com"),
          "endpoint.secret.rotated",
          "endpoint",
          "ep_1",
          Origin.NONE,
          null,
          null,
          Digest.START,
          Digest.START);

  @Test
  void a_period_has_its_beginning_and_not_its_end() {
    assertThat(matches(null, null, null, AT, null)).isTrue();
    assertThat(matches(null, null, null, AT.plusMillis(1), null)).isFalse();
    assertThat(matches(null, null, null, null, AT.plusMillis(1))).isTrue();
    assertThat(matches(null, null, null, null, AT)).isFalse();
  }

  @Test
  void actor_and_target_are_named_whole() {
    assertThat(matches(null, "usr_1", "ep_1", null, null)).isTrue();
    assertThat(matches(null, "usr_2", null, null, null)).isFalse();
    assertThat(matches(null, null, "ep_", null, null)).isFalse();
  }

  @Test
  void an_action_is_named_whole_or_up_to_a_dot() {
    assertThat(matches("endpoint.secret.rotated", null, null, null, null)).isTrue();
    assertThat(matches("endpoint.", null, null, null, null)).isTrue();
    assertThat(matches("endpoint.secret", null, null, null, null)).isFalse();
    assertThat(matches("source.", null, null, null, null)).isFalse();
  }

  private static boolean matches(
      @org.jspecify.annotations.Nullable String action,
      @org.jspecify.annotations.Nullable String actor,
      @org.jspecify.annotations.Nullable String target,
      @org.jspecify.annotations.Nullable Instant since,
      @org.jspecify.annotations.Nullable Instant until) {
    return new AuditFilter(action, actor, target, since, until).matches(ENTRY);
  }
}
