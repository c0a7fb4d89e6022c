package dev.postern.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActingTest {
  private static final Actor ADA = new Actor("user", "usr_1", "ada@example.com");

  @AfterEach
  void end() {
    Acting.left();
  }

  @Test
  void request_is_its_callers_until_it_ends() {
    Acting.arrived(new Origin("192.0.2.7", "req-1"));
    assertThat(Acting.isServing()).isTrue();

    Acting.by(ADA);
    assertThat(Acting.actor()).isEqualTo(ADA);
    assertThat(Acting.origin().ip()).isEqualTo("192.0.2.7");

    Acting.left();
    assertThat(Acting.isServing()).isFalse();
    assertThat(Acting.actor()).isEqualTo(Actor.machine("node"));
  }

  @Test
  void nobodys_name_stays_on_a_thread_that_serves_no_request() {
    Acting.by(ADA);

    assertThat(Acting.actor()).as("what the thread does next").isEqualTo(Actor.machine("node"));
  }
}
