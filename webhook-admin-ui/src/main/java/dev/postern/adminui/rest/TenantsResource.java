package dev.postern.adminui.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Permission;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.JsonBodies;
import dev.postern.core.rest.Requires;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Tenants, for platform administrators; a tenant's own keys may read their tenant. */
@Path("/tenants")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TenantsResource {
  @Inject private Tenants tenants;
  @Inject private ApiRequest request;

  /** Body of a creation. */
  public record NewTenant(@Nullable String slug, @Nullable String name) {}

  /** What a change can reach; the slug never changes. */
  public record TenantChange(@Nullable String name) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.PLATFORM)
  public Response create(NewTenant body) {
    Tenant tenant = tenants.create(required("slug", body.slug()), required("name", body.name()));
    return Response.created(URI.create("tenants/" + tenant.id())).entity(tenant).build();
  }

  @GET
  @Requires(Permission.PLATFORM)
  public Page<Tenant> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return tenants.list(PageRequest.of(limit, cursor));
  }

  @GET
  @Path("/{tenant}")
  @Requires(Permission.READ)
  public Tenant get() {
    return request.tenant();
  }

  @PATCH
  @Path("/{tenant}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Requires(Permission.ADMINISTER)
  public Tenant change(JsonNode patch) {
    TenantChange before = new TenantChange(request.tenant().name());
    TenantChange after = JsonBodies.merged(before, patch, TenantChange.class);
    return tenants.rename(request.tenantId(), required("name", after.name()));
  }

  @DELETE
  @Path("/{tenant}")
  @Requires(Permission.PLATFORM)
  public void delete() {
    tenants.delete(request.tenantId());
  }

  private static String required(String field, @Nullable String value) {
    if (value == null) {
      throw ProblemException.unprocessable(
          "missing_field", "/" + field, "'" + field + "' is required.");
    }
    return value;
  }
}
