package dev.postern.adminui.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.Role;
import dev.postern.core.access.User;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private static final Instant NOW = Instant.parse("2026-05-03T14:00:00Z");

  @Test
  void somebody_who_came_by_single_sign_on_is_active_without_a_password() {
    assertThat(status(null, NOW)).isEqualTo("active");
    assertThat(status(NOW, null)).isEqualTo("active");
    assertThat(status(null, null)).isEqualTo("invited");
  }

  private static String status(@Nullable Instant passwordSetAt, @Nullable Instant lastLoginAt) {
    return People.badge(
            new User(
                new UserId(new UUID(0, 1)),
                new TenantId(new UUID(0, 2)),
                "ada@example.com",
                Role.VIEWER,
                NOW,
                passwordSetAt,
                lastLoginAt))
        .getText();
  }
}
