package dev.postern.adminui.rest;

import dev.postern.core.access.Caller;
import dev.postern.core.access.Permission;
import dev.postern.core.access.Role;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import java.util.Set;
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

  /** The same for a person; 403 {@code forbidden} if it may more than who gives it. */
  static Role givenBy(Caller caller, @Nullable String word) {
    Role role = required(word);
    within(caller, role.permissions(), "A key can give people only what it may itself.");
    return role;
  }

  /**
   * 403 {@code forbidden} unless the caller may all of these: nobody makes more than themselves.
   */
  static void within(Caller caller, Set<Permission> given, String otherwise) {
    if (!caller.permissions().containsAll(given)) {
      throw new ProblemException(Problem.of(403, "forbidden", otherwise));
    }
  }
}
