package dev.postern.core.rest;

import dev.postern.core.access.Caller;
import dev.postern.core.id.TenantId;
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

  public TenantId tenantId() {
    return tenant().id();
  }

  void fill(Caller who, @Nullable Tenant whose) {
    caller = who;
    tenant = whose;
  }
}
