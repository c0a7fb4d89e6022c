package dev.postern.adminui.rest;

import dev.postern.core.pause.Pause;
import dev.postern.core.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pauses in the shape of the API. */
final class PauseBodies {
  private PauseBodies() {}

  /** Body of a pause of a tenant's; without scope the whole tenant. */
  public record NewTenantPause(
      @Nullable String scope,
      @Nullable String objectId,
      @Nullable Boolean intake,
      @Nullable Boolean deliveries,
      @Nullable String reason) {
    Pause.Scope wanted() {
      String word = scope == null ? Pause.Scope.TENANT.word() : scope;
      return Arrays.stream(Pause.Scope.values())
          .filter(known -> known != Pause.Scope.EVERYTHING && known.word().equals(word))
          .findFirst()
          .orElseThrow(() ->
              ProblemException.unprocessable(
                  "invalid_value", "/scope", "A scope is tenant, endpoint or source."));
    }
  }

  /** Body of a pause of everything. */
  public record NewPlatformPause(
      @Nullable Boolean intake, @Nullable Boolean deliveries, @Nullable String reason) {}

  /** All of them: there are never many. */
  public record PauseList(List<Pause> data) {}

  static String reason(@Nullable String reason) {
    if (reason == null) {
      throw ProblemException.unprocessable("missing_field", "/reason", "'reason' is required.");
    }
    return reason;
  }

  static boolean unlessNo(@Nullable Boolean wanted) {
    return wanted == null || wanted;
  }
}
