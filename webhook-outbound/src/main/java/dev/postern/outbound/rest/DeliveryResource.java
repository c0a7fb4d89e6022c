package dev.postern.outbound.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.page.Page;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.DeliveryControl;
import dev.postern.outbound.ledger.Ledger;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /tenants/{tenant}/deliveries}. */
@Path("/tenants/{tenant}/deliveries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryResource {
  @Inject private ApiRequest request;
  @Inject private Ledger ledger;
  @Inject private DeliveryControl control;

  @GET
  @Requires(Permission.READ)
  public Page<DeliveryAnswer> list(@BeanParam LedgerQuery query) {
    return ledger
        .deliveries(request.tenantId(), query.filter(), query.page())
        .map(DeliveryAnswer::of);
  }

  @GET
  // Without the other, which is a path of its own: there a GET is 405.
  @Path("/{id: (?!bulk-retry$)[^/]+}")
  @Requires(Permission.READ)
  public DeliveryAnswer get(@PathParam("id") String id) {
    return read(known(id));
  }

  /** 202 with the delivery as it stands then; 409 when it cannot be sent again now. */
  @POST
  @Path("/{id}/retry")
  @Requires(Permission.WRITE)
  public Response retry(@PathParam("id") String id) {
    DeliveryId delivery = known(id);
    read(delivery);
    return switch (control.retry(request.tenantId(), delivery)) {
      case QUEUED -> Response.accepted(read(delivery)).build();
      case IN_FLIGHT ->
          throw ProblemException.conflict(
              "delivery_in_flight", "The delivery is being sent at this moment.");
      case ENDPOINT_DELETED ->
          throw ProblemException.conflict("endpoint_deleted", "Its endpoint is deleted.");
      case SUBSCRIPTION_DELETED ->
          throw ProblemException.conflict(
              "subscription_deleted",
              "Its subscription is deleted, and what of the event it let through with it.");
      case UNKNOWN -> throw ProblemException.notFound("The delivery");
    };
  }

  /** 200 with the delivery as it stands then; 409 when it was over already. */
  @POST
  @Path("/{id}/cancel")
  @Requires(Permission.WRITE)
  public DeliveryAnswer cancel(@PathParam("id") String id) {
    DeliveryId delivery = known(id);
    read(delivery);
    if (!control.cancel(request.tenantId(), delivery)) {
      throw ProblemException.conflict("delivery_over", "The delivery is over already.");
    }
    return read(delivery);
  }

  private DeliveryAnswer read(DeliveryId id) {
    return ledger
        .delivery(request.tenantId(), id)
        .map(DeliveryAnswer::of)
        .orElseThrow(() -> ProblemException.notFound("The delivery"));
  }

  private static DeliveryId known(String id) {
    return Paths.known(DeliveryId.parse(id), "The delivery");
  }
}
