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

/** Where notices of the platform go, and of every tenant if wished. */
@Path("/alert-channels")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PlatformAlertChannelsResource {
  @Inject private AlertChannels channels;
  @Inject private AlertTest test;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.PLATFORM)
  public Response create(NewChannel body) {
    ChannelView view = ChannelView.of(channels.create(null, body.wanted()));
    return Response.created(URI.create("alert-channels/" + view.id())).entity(view).build();
  }

  @GET
  @Requires(Permission.PLATFORM)
  public Page<ChannelView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return channels.list(null, PageRequest.of(limit, cursor)).map(ChannelView::of);
  }

  @GET
  @Path("/{channel}")
  @Requires(Permission.PLATFORM)
  public ChannelView get(@PathParam("channel") String id) {
    return ChannelView.of(channels.get(null, AlertBodies.known(id)));
  }

  @PATCH
  @Path("/{channel}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Requires(Permission.PLATFORM)
  public ChannelView change(@PathParam("channel") String id, JsonNode patch) {
    return ChannelView.of(
        channels.update(
            null, AlertBodies.known(id), before -> ChannelChange.merged(before, patch)));
  }

  @DELETE
  @Path("/{channel}")
  @Requires(Permission.PLATFORM)
  public void delete(@PathParam("channel") String id) {
    channels.delete(null, AlertBodies.known(id));
  }

  /** Sends a message at once and says what became of it. */
  @POST
  @Path("/{channel}/test")
  @Requires(Permission.PLATFORM)
  public TestView test(@PathParam("channel") String id) {
    return TestView.of(test.run(null, AlertBodies.known(id)));
  }

  /** What was told by it lately. */
  @GET
  @Path("/{channel}/messages")
  @Requires(Permission.PLATFORM)
  public Page<AlertMessage> messages(
      @PathParam("channel") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return channels.messages(null, AlertBodies.known(id), PageRequest.of(limit, cursor));
  }
}
