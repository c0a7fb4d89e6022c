package dev.postern.core.rest;

import dev.postern.core.access.Caller;
import dev.postern.core.id.Mode;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.tenant.Tenant;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who is calling and for which tenant; filled by {@link AccessFilter} before any resource runs. */
@RequestScoped
public class ApiRequest {
  private @Nullable Caller caller;
  private @Nullable Tenant tenant;

  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException("no caller: this path was not authenticated");
    }
    return caller;
  }

  /** The tenant of the path, already checked to be within the caller's reach. */
  public Tenant tenant() {
    if (tenant == null) {
      throw new IllegalStateException("no tenant: this path names none");
    }
    return tenant;
  }

  @Nullable Tenant tenantIfAny() {
    return tenant;
  }

  public TenantId tenantId() {
    return tenant().id();
  }

  /**
   * The same for what belongs to the tenant and to neither mode: people and keys. 403 {@code
   * live_mode_only} in the test mode, from which nobody may reach them.
   */
  public TenantId liveTenantId() {
    if (tenant().mode() == Mode.TEST) {
      throw new ProblemException(
          Problem.of(
              403, "live_mode_only", "People and API keys are not within reach of the test mode."));
    }
    return tenantId();
  }

  void fill(Caller who, @Nullable Tenant whose) {
    caller = who;
    tenant = whose;
  }
}
