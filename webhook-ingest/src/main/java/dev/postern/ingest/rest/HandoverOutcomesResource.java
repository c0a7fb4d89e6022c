package dev.postern.ingest.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.page.Page;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import dev.postern.ingest.HandoverOutcome;
import dev.postern.ingest.ReceivedWebhooks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a received webhook at each of its recipients. */
@Path("/tenants/{tenant}/received/{received}/outcomes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HandoverOutcomesResource {
  @Inject private ReceivedWebhooks received;
  @Inject private ApiRequest request;

  /** One recipient. */
  public record OutcomeView(
      String recipient,
      String status,
      int attempts,
      @Nullable String error,
      long durationMs,
      Instant recordedAt) {
    static OutcomeView of(HandoverOutcome outcome) {
      return new OutcomeView(
          outcome.recipient(),
          outcome.status().word(),
          outcome.attempts(),
          outcome.error(),
          outcome.durationMs(),
          outcome.recordedAt());
    }
  }

  @GET
  @Requires(Permission.READ)
  public Page<OutcomeView> list(@PathParam("received") String id) {
    ReceivedId webhook =
        ReceivedId.parse(id).orElseThrow(() -> ProblemException.notFound("The received webhook"));
    return Page.all(
        received.outcomes(request.tenantId(), webhook).stream().map(OutcomeView::of).toList());
  }
}
