package dev.postern.adminui.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.pause.PauseBoard;
import dev.postern.core.rest.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;

/** The node that answers: ask it by its own address, not through a balancer. */
@Path("/node")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NodeResource {
  @Inject private PauseBoard board;
  @Inject private PlatformConfig config;
  @Inject private AuditTrail trail;

  /**
   * @param draining it is not ready and begins nothing new; what it has begun it ends
   */
  public record Node(int port, List<String> roles, boolean draining) {}

  @GET
  @Requires(Permission.PLATFORM)
  public Node get() {
    return new Node(
        config.httpPort(),
        config.roles().stream().map(role -> role.name().toLowerCase(Locale.ROOT)).sorted().toList(),
        board.draining());
  }

  @POST
  @Path("/drain")
  @Requires(Permission.PLATFORM)
  public Node drain() {
    return set(true, "node.drained");
  }

  @POST
  @Path("/resume")
  @Requires(Permission.PLATFORM)
  public Node resume() {
    return set(false, "node.resumed");
  }

  private Node set(boolean draining, String action) {
    if (board.draining() != draining) {
      trail.recordPlatform(Change.of(action, "node", "port " + config.httpPort()));
      board.drain(draining);
    }
    return get();
  }
}
