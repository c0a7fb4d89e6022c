package dev.postern.adminui.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.rest.AlertBodies.ChannelChange;
import dev.postern.adminui.rest.AlertBodies.ChannelView;
import dev.postern.adminui.rest.AlertBodies.NewChannel;
import dev.postern.adminui.rest.AlertBodies.TestView;
import dev.postern.core.access.Permission;
import dev.postern.core.alert.AlertChannels;
import dev.postern.core.alert.AlertMessage;
import dev.postern.core.alert.AlertTest;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a tenant's notices go besides the console. */
@Path("/tenants/{tenant}/alert-channels")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AlertChannelsResource {
  @Inject private AlertChannels channels;
  @Inject private AlertTest test;
  @Inject private ApiRequest request;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.WRITE)
  public Response create(NewChannel body) {
    ChannelView view = ChannelView.of(channels.create(request.tenantId(), body.wanted()));
    return Response.created(
            URI.create("tenants/" + request.tenantId() + "/alert-channels/" + view.id()))
        .entity(view)
        .build();
  }

  @GET
  @Requires(Permission.READ)
  public Page<ChannelView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return channels.list(request.tenantId(), PageRequest.of(limit, cursor)).map(ChannelView::of);
  }

  @GET
  @Path("/{channel}")
  @Requires(Permission.READ)
  public ChannelView get(@PathParam("channel") String id) {
    return ChannelView.of(channels.get(request.tenantId(), AlertBodies.known(id)));
  }

  @PATCH
  @Path("/{channel}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Requires(Permission.WRITE)
  public ChannelView change(@PathParam("channel") String id, JsonNode patch) {
    return ChannelView.of(
        channels.update(
            request.tenantId(),
            AlertBodies.known(id),
            before -> ChannelChange.merged(before, patch)));
  }

  @DELETE
  @Path("/{channel}")
  @Requires(Permission.WRITE)
  public void delete(@PathParam("channel") String id) {
    channels.delete(request.tenantId(), AlertBodies.known(id));
  }

  /** Sends a message at once and says what became of it. */
  @POST
  @Path("/{channel}/test")
  @Requires(Permission.WRITE)
  public TestView test(@PathParam("channel") String id) {
    return TestView.of(test.run(request.tenantId(), AlertBodies.known(id)));
  }

  /** What was told by it lately. */
  @GET
  @Path("/{channel}/messages")
  @Requires(Permission.READ)
  public Page<AlertMessage> messages(
      @PathParam("channel") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return channels.messages(
        request.tenantId(), AlertBodies.known(id), PageRequest.of(limit, cursor));
  }
}
