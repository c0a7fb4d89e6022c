package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.access.Caller;
import dev.postern.core.access.Permission;
import dev.postern.core.access.Role;
import dev.postern.core.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantRoleTest {
  private static final Caller NARROWED =
      new Caller(
          "api_key",
          "key_1",
          "k",
          Optional.empty(),
          Role.ADMIN,
          Set.of(Permission.READ, Permission.ADMINISTER));

  @ParameterizedTest
  @ValueSource(strings = {"admin", "developer", "publisher"})
  void a_narrowed_key_gives_nobody_what_it_may_not_itself(String role) {
    assertThatThrownBy(() -> TenantRole.givenBy(NARROWED, role))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("forbidden"));
  }

  @Test
  void it_gives_what_it_may() {
    assertThat(TenantRole.givenBy(NARROWED, "viewer")).isEqualTo(Role.VIEWER);
    assertThat(
            TenantRole.givenBy(
                new Caller("api_key", "key_2", "k", Optional.empty(), Role.ADMIN), "admin"))
        .isEqualTo(Role.ADMIN);
  }
}
