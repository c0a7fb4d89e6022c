package dev.postern.adminui.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.secrets.SecretOwner.Signing;
import dev.postern.adminui.secrets.SecretOwner.Use;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationPlanTest {
  @Test
  void where_every_live_secret_signs_deliveries_carry_both() {
    assertThat(plan(new Signing(List.of("standard", "svix"), List.of())))
        .contains("Until noon: every delivery carries both signatures, the new one first.")
        .hasSize(3);
  }

  @Test
  void where_one_signature_has_room_nobody_is_promised_two() {
    assertThat(plan(new Signing(List.of(), List.of("x_signature"))))
        .contains(
            "Now: what is signed as x_signature has room for one signature and carries the new one"
                + " only: a receiver that still has the old one refuses it.")
        .noneMatch(step -> step.contains("both"));
  }

  @Test
  void of_both_kinds_each_is_named() {
    assertThat(plan(new Signing(List.of("standard"), List.of("x_webhook", "custom"))))
        .anyMatch(step -> step.endsWith("the new one first, as standard."))
        .anyMatch(step -> step.startsWith("Now: what is signed as x_webhook, custom has room"));
  }

  @Test
  void a_source_takes_either_one() {
    assertThat(RotationPlan.steps(Use.VERIFIES, Signing.NONE, true, true, "noon"))
        .containsExactly(
            "Now: the secret above becomes the current one.",
            "Until noon: requests signed with either one are accepted.",
            "At noon: the old one ends, exactly then, on every node.");
  }

  private static List<String> plan(Signing signing) {
    return RotationPlan.steps(Use.SIGNS, signing, false, true, "noon");
  }
}
