package dev.postern.ingest.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import dev.postern.ingest.ReceivedWebhooks;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.Rejections;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What was taken in, and what was refused. */
@Path("/tenants/{tenant}/received")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReceivedResource {
  @Inject private ReceivedWebhooks received;
  @Inject private Rejections rejections;
  @Inject private ApiRequest request;

  @GET
  @Requires(Permission.READ)
  public Page<ReceivedView> list(
      @BeanParam ReceivedFilter filter,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return received
        .list(request.tenantId(), filter.query(), PageRequest.of(limit, cursor))
        .map(ReceivedView::of);
  }

  @GET
  @Path("/rejections")
  @Requires(Permission.READ)
  public Page<Rejection> rejections(
      @BeanParam RejectionFilter filter,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return rejections.list(request.tenantId(), filter.query(), PageRequest.of(limit, cursor));
  }

  @GET
  @Path("/{received}")
  @Requires(Permission.READ)
  public ReceivedView get(@PathParam("received") String id) {
    return received
        .find(request.tenantId(), parse(id))
        .map(ReceivedView::of)
        .orElseThrow(ReceivedResource::missing);
  }

  @POST
  @Path("/{received}/reprocess")
  @Requires(Permission.WRITE)
  public Response reprocess(@PathParam("received") String id) {
    return Response.accepted(ReceivedView.of(received.reprocess(request.tenantId(), parse(id))))
        .build();
  }

  private static ReceivedId parse(String id) {
    return ReceivedId.parse(id).orElseThrow(ReceivedResource::missing);
  }

  private static ProblemException missing() {
    return ProblemException.notFound("The received webhook");
  }
}
