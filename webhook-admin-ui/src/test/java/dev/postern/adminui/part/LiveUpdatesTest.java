package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.Acting;
import dev.postern.core.audit.Actor;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {
  @Test
  void a_person_named_by_a_redraw_is_not_the_actor_of_what_the_thread_does_next() {
    Actor before = Acting.actor();

    boolean more =
        LiveUpdates.asItself(() -> {
          Acting.by(new Actor("user", "usr_1", "ada@example.com"));
          return true;
        });

    assertThat(more).isTrue();
    assertThat(Acting.actor()).isEqualTo(before);
  }
}
