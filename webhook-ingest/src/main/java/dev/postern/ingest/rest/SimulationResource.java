package dev.postern.ingest.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.OptionalBody;
import dev.postern.core.rest.Requires;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.simulate.Simulation;
import dev.postern.ingest.simulate.Simulator;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Plays replays and duplicates against a source, leaving nothing behind. */
@Path("/tenants/{tenant}/sources/{source}/simulate")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SimulationResource {
  private static final String LOCAL = "127.0.0.1";

  @Inject private Simulator simulator;
  @Inject private ApiRequest request;

  /** Whose address is played; all of it may be left out. */
  public record Play(@Nullable String clientIp) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.WRITE)
  @OptionalBody
  public Simulation run(@PathParam("source") String id, @Nullable Play play) {
    String wanted = play == null || play.clientIp() == null ? LOCAL : play.clientIp();
    InetAddress client = IpText.parse(wanted);
    if (client == null) {
      throw ProblemException.unprocessable(
          "invalid_value", "/client_ip", "It is an IPv4 or IPv6 address.");
    }
    return simulator.run(request.tenantId(), SourcesResource.parse(id), client);
  }
}
