package dev.postern.outbound.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.OptionalBody;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.Findings;
import dev.postern.outbound.endpoint.Endpoints;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.replay.Job;
import dev.postern.outbound.replay.Jobs;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** All of one endpoint again: 202 with the job that sees to it. */
@Path("/tenants/{tenant}/endpoints")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ReplayResource {
  @Inject private ApiRequest request;
  @Inject private Endpoints endpoints;
  @Inject private Jobs jobs;

  /**
   * @param since events accepted from then on
   * @param until and before then; now by default
   * @param status {@code delivered}, {@code dead} or {@code cancelled}; all of them by default
   */
  public record ReplayBody(
      @Nullable String since, @Nullable String until, @Nullable String status) {}

  @POST
  @Path("/{id}/replay")
  @Requires(Permission.WRITE)
  @OptionalBody
  public Response replay(@PathParam("id") String id, ReplayBody body) {
    TenantId tenant = request.tenantId();
    EndpointId endpoint = EndpointResource.known(id);
    endpoints.get(tenant, endpoint);
    if (body.since() == null) {
      new Findings().add("missing_field", "/since", "A replay begins at some time.").raise();
    }
    LedgerFilter filter =
        new ReplayFilterBody(
                body.status(), endpoint.toString(), null, body.since(), body.until(), null)
            .filter("", null);
    Job job = jobs.start(tenant, Job.Kind.REPLAY, filter);
    return Response.accepted(JobAnswer.of(job)).build();
  }
}
