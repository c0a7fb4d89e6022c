package dev.postern.adminui.rest;

import dev.postern.core.access.KeyReach;
import dev.postern.core.access.Permission;
import dev.postern.core.access.Role;
import dev.postern.core.id.Mode;
import dev.postern.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a key may from a body. */
final class KeyWords {
  private KeyWords() {}

  /** 422 {@code invalid_role}, {@code invalid_scopes} or {@code invalid_mode}. */
  static KeyReach reach(
      @Nullable String role, @Nullable List<String> scopes, @Nullable String mode) {
    Role known = TenantRole.required(role);
    return new KeyReach(known, scopes == null ? List.of() : scopes(scopes), mode(mode));
  }

  private static List<Permission> scopes(List<String> words) {
    if (words.isEmpty()) {
      throw ProblemException.unprocessable(
          "invalid_scopes", "/scopes", "Without any scope a key may nothing; leave the field out.");
    }
    List<Permission> scopes = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      int at = i;
      scopes.add(
          Permission.ofTenant(words.get(i))
              .orElseThrow(() ->
                  ProblemException.unprocessable(
                      "invalid_scopes",
                      "/scopes/" + at,
                      "A scope is read, publish, write or administer.")));
    }
    return scopes;
  }

  private static Mode mode(@Nullable String word) {
    return word == null
        ? Mode.LIVE
        : Mode.of(word)
            .orElseThrow(() ->
                ProblemException.unprocessable("invalid_mode", "/mode", "A mode is live or test."));
  }
}
