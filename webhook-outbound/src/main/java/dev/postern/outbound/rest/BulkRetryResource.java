package dev.postern.outbound.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.replay.Job;
import dev.postern.outbound.replay.Jobs;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Many deliveries again: 202 with the job that sees to it. */
@Path("/tenants/{tenant}/deliveries")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BulkRetryResource {
  @Inject private ApiRequest request;
  @Inject private Jobs jobs;

  public record BulkRetryBody(@Nullable ReplayFilterBody filter) {}

  /** Dead ones, unless the filter names another status. */
  @POST
  @Path("/bulk-retry")
  @Requires(Permission.WRITE)
  public Response bulkRetry(BulkRetryBody body) {
    ReplayFilterBody given = body.filter();
    if (given == null) {
      throw ProblemException.unprocessable(
          "missing_field", "/filter", "Say what is to be sent again; {} is all that is dead.");
    }
    LedgerFilter filter = given.filter("/filter", DeliveryStatus.DEAD);
    Job job = jobs.start(request.tenantId(), Job.Kind.BULK_RETRY, filter);
    return Response.accepted(JobAnswer.of(job)).build();
  }
}
