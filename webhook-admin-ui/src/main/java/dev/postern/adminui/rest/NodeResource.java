package dev.postern.adminui.rest;

import dev.postern.adminui.pause.NodeDrain;
import dev.postern.core.access.Permission;
import dev.postern.core.rest.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The node that answers: ask it by its own address, not through a balancer. */
@Path("/node")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NodeResource {
  @Inject private NodeDrain node;

  @GET
  @Requires(Permission.PLATFORM)
  public NodeDrain.Node get() {
    return node.present();
  }

  @POST
  @Path("/drain")
  @Requires(Permission.PLATFORM)
  public NodeDrain.Node drain() {
    return node.drain(true);
  }

  @POST
  @Path("/resume")
  @Requires(Permission.PLATFORM)
  public NodeDrain.Node resume() {
    return node.drain(false);
  }
}
