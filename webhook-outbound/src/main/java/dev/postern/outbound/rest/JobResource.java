package dev.postern.outbound.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.id.JobId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.replay.Jobs;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code /tenants/{tenant}/jobs}: how far replays and bulk retries are. */
@Path("/tenants/{tenant}/jobs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {
  @Inject private ApiRequest request;
  @Inject private Jobs jobs;

  @GET
  @Requires(Permission.READ)
  public Page<JobAnswer> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return jobs.list(request.tenantId(), PageRequest.of(limit, cursor)).map(JobAnswer::of);
  }

  @GET
  @Path("/{id}")
  @Requires(Permission.READ)
  public JobAnswer get(@PathParam("id") String id) {
    return jobs.find(request.tenantId(), known(id))
        .map(JobAnswer::of)
        .orElseThrow(() -> ProblemException.notFound("The job"));
  }

  @POST
  @Path("/{id}/cancel")
  @Requires(Permission.WRITE)
  public JobAnswer cancel(@PathParam("id") String id) {
    return JobAnswer.of(jobs.cancel(request.tenantId(), known(id)));
  }

  private static JobId known(String id) {
    return Paths.known(JobId.parse(id), "The job");
  }
}
