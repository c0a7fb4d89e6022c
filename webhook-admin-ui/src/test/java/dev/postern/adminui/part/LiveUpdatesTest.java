package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.Acting;
import dev.postern.core.audit.Actor;
import dev.postern.core.store.TenantScope;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {
  @Test
  void a_redraw_amid_a_request_for_another_tenant_is_not_under_its_scope() {
    UUID other = new UUID(1, 2);
    TenantScope.enter(other);
    try {
      boolean more =
          LiveUpdates.asItself(() -> {
            assertThat(TenantScope.isEntered()).isFalse();
            return true;
          });
      assertThat(more).isTrue();
      assertThat(TenantScope.isEntered()).as("for the rest of the request").isTrue();
    } finally {
      TenantScope.leave();
    }
  }

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
