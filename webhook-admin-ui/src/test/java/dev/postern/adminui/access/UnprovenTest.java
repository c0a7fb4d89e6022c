package dev.postern.adminui.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.ProviderProof;
import dev.postern.core.id.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever comes back from their provider without a proof is told why. */
class UnprovenTest {
  @Test
  void the_dialog_names_what_the_provider_leaves_out() {
    String first = ProofDialog.atProvider(Optional.empty());
    String absent = ProofDialog.atProvider(Optional.of(ProviderProof.ABSENT));
    String stale = ProofDialog.atProvider(Optional.of(ProviderProof.STALE));

    assertThat(first).startsWith("Sign in once more");
    assertThat(absent).contains("auth_time is missing", "confirms nothing");
    assertThat(stale).contains("without asking who you are").doesNotContain("auth_time");
  }

  @Test
  void nobody_is_asked_for_a_password_who_has_none() {
    assertThat(ProofDialog.wanted(true)).contains("your password");
    assertThat(ProofDialog.wanted(false))
        .contains("Sign in again", "your organisation")
        .doesNotContain("password");
  }

  @Test
  void the_session_remembers_why() {
    Map<String, Object> session = new HashMap<>();
    session.put(ConsoleSession.USER, new UserId(new UUID(0x7000, 1)).toString());
    assertThat(Attendance.read(session::get).orElseThrow().unproven()).isNull();

    session.put(ConsoleSession.UNPROVEN, ProviderProof.ABSENT.name());
    assertThat(Attendance.read(session::get).orElseThrow().unproven())
        .isEqualTo(ProviderProof.ABSENT);
  }
}
