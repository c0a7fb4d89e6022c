package dev.postern.adminui.rest;

import dev.postern.core.access.Role;
import dev.postern.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads a role from a body. */
final class TenantRole {
  private TenantRole() {}

  /** 422 {@code invalid_role}. */
  static Role required(@Nullable String word) {
    return Role.ofTenant(word == null ? "" : word)
        .orElseThrow(() ->
            ProblemException.unprocessable(
                "invalid_role", "/role", "A role is admin, developer, viewer or publisher."));
  }
}
