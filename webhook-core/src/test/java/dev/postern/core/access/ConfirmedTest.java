package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConfirmedTest {
  private static final Instant PROOF = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void a_proof_counts_for_five_minutes_and_not_before_it_was_given() {
    Confirmed confirmed = new Confirmed(PROOF);

    assertThat(confirmed.countsAt(PROOF)).isTrue();
    assertThat(confirmed.countsAt(PROOF.plusSeconds(300))).isTrue();
    assertThat(confirmed.countsAt(PROOF.plusMillis(300_001))).isFalse();
    assertThat(confirmed.countsAt(PROOF.minusMillis(1))).isFalse();
  }
}
