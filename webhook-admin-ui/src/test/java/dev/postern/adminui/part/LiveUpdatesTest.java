package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.Acting;
import dev.postern.core.audit.Actor;
import dev.postern.core.store.TenantScope;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {
  @Test
  void a_redraw_amid_a_request_for_another_tenant_is_under_the_scope_of_its_own_page() {
    UUID own = new UUID(1, 1);
    UUID other = new UUID(1, 2);
    try {
      TenantScope.enter(own);
      TenantScope.Carried page = TenantScope.carried();
      TenantScope.enter(other);

      boolean more = LiveUpdates.asItself(page, () -> TenantScope.carried().equals(page));

      assertThat(more).as("under its own").isTrue();
      assertThat(TenantScope.carried()).as("for the rest").isEqualTo(carried(other));
    } finally {
      TenantScope.leave();
    }
  }

  @Test
  void what_a_redraw_of_a_page_without_a_tenant_enters_ends_with_it() {
    boolean more =
        LiveUpdates.asItself(
            TenantScope.Carried.none(),
            () -> {
              assertThat(TenantScope.isEntered()).isFalse();
              assertThat(TenantScope.isCarried()).isTrue();
              TenantScope.enter(new UUID(1, 3));
              return true;
            });

    assertThat(more).isTrue();
    assertThat(TenantScope.isEntered()).isFalse();
    assertThat(TenantScope.isCarried()).isFalse();
  }

  private static TenantScope.Carried carried(UUID tenant) {
    TenantScope.enter(tenant);
    return TenantScope.carried();
  }

  @Test
  void a_person_named_by_a_redraw_is_not_the_actor_of_what_the_thread_does_next() {
    Actor before = Acting.actor();

    boolean more =
        LiveUpdates.asItself(
            TenantScope.Carried.none(),
            () -> {
              Acting.by(new Actor("user", "usr_1", "ada@example.com"));
              return true;
            });

    assertThat(more).isTrue();
    assertThat(Acting.actor()).isEqualTo(before);
  }
}
