package dev.postern.adminui.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.rest.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The same of what is no tenant's: the platform's people and keys, and the tenants themselves. */
@Path("/audit-log")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PlatformAuditLogResource {
  @Inject private AuditTrail trail;

  @GET
  @Requires(Permission.PLATFORM)
  public Page<AuditView> list(
      @BeanParam AuditQuery query,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return answers().list(query, PageRequest.of(limit, cursor));
  }

  @GET
  @Path("/verify")
  @Requires(Permission.PLATFORM)
  public AuditView.Verification verify() {
    return answers().verify();
  }

  /** {@code format}: {@code jsonl} (default), {@code csv}, {@code cef}, {@code ocsf}. */
  @GET
  @Path("/export")
  @Produces({"application/x-ndjson", "text/csv", "text/plain", "application/problem+json"})
  @Requires(Permission.PLATFORM)
  public Response export(
      @QueryParam("format") @Nullable String format, @BeanParam AuditQuery query) {
    return answers().export(format, query);
  }

  @GET
  @Path("/{entry}")
  @Requires(Permission.PLATFORM)
  public AuditView get(@PathParam("entry") String id) {
    return answers().get(id);
  }

  private AuditAnswers answers() {
    return new AuditAnswers(trail, AuditTrail.PLATFORM);
  }
}
