package dev.postern.outbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Permission;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.JsonBodyReader;
import dev.postern.core.rest.Requires;
import dev.postern.outbound.subscription.Subscription;
import dev.postern.outbound.subscription.Subscriptions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** {@code /tenants/{tenant}/subscriptions}. */
@Path("/tenants/{tenant}/subscriptions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionResource {
  @Inject private ApiRequest request;
  @Inject private Subscriptions subscriptions;
  @Context private UriInfo uri;

  @GET
  @Requires(Permission.READ)
  public Page<SubscriptionAnswer> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return subscriptions
        .list(request.tenantId(), PageRequest.of(limit, cursor))
        .map(SubscriptionAnswer::of);
  }

  @POST
  @Requires(Permission.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(SubscriptionBody body) {
    Subscription made = subscriptions.create(request.tenantId(), body.settings());
    return Response.created(uri.getAbsolutePathBuilder().path(made.id().toString()).build())
        .entity(SubscriptionAnswer.of(made))
        .build();
  }

  @GET
  @Path("/{id}")
  @Requires(Permission.READ)
  public SubscriptionAnswer get(@PathParam("id") String id) {
    return subscriptions
        .find(request.tenantId(), known(id))
        .map(SubscriptionAnswer::of)
        .orElseThrow(() -> ProblemException.notFound("The subscription"));
  }

  @PATCH
  @Path("/{id}")
  @Requires(Permission.WRITE)
  @Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
  public SubscriptionAnswer patch(@PathParam("id") String id, JsonNode patch) {
    return SubscriptionAnswer.of(
        subscriptions.update(
            request.tenantId(),
            known(id),
            before ->
                Patches.apply(SubscriptionBody.of(before), patch, SubscriptionBody.class)
                    .settings()));
  }

  @DELETE
  @Path("/{id}")
  @Requires(Permission.WRITE)
  public void delete(@PathParam("id") String id) {
    subscriptions.delete(request.tenantId(), known(id));
  }

  private static SubscriptionId known(String id) {
    return Paths.known(SubscriptionId.parse(id), "The subscription");
  }
}
