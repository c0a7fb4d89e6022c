package dev.postern.ingest.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.egress.Cidr;
import dev.postern.core.id.MeasureId;
import dev.postern.core.id.SourceId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.Requires;
import dev.postern.ingest.Measure;
import dev.postern.ingest.Sources;
import dev.postern.ingest.guard.Measures;
import dev.postern.ingest.network.Networks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Measures against an attack on a source: what the machine did, and what a person does. */
@Path("/tenants/{tenant}/sources/{source}/measures")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeasuresResource {
  private static final int LONGEST_MINUTES = 7 * 24 * 60;

  @Inject private Measures measures;
  @Inject private Sources sources;
  @Inject private InstantSource time;
  @Inject private ApiRequest request;

  /** A measure that a person wants; the reason may be left out. */
  public record NewMeasure(
      Measure.@Nullable Kind kind,
      @Nullable String network,
      @Nullable Integer minutes,
      @Nullable String reason) {}

  @GET
  @Requires(Permission.READ)
  public Page<MeasureView> list(
      @PathParam("source") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return measures
        .list(request.tenantId(), source(id), PageRequest.of(limit, cursor))
        .map(this::view);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.WRITE)
  public Response apply(@PathParam("source") String id, NewMeasure wanted) {
    SourceId source = source(id);
    if (wanted.kind() == null) {
      throw ProblemException.unprocessable("missing_field", "/kind", "'kind' is required.");
    }
    int minutes = wanted.minutes() == null ? 60 : wanted.minutes();
    if (minutes < 1 || minutes > LONGEST_MINUTES) {
      throw ProblemException.unprocessable(
          "invalid_value", "/minutes", "It is 1 to " + LONGEST_MINUTES + ".");
    }
    String reason = wanted.reason() == null ? "By hand" : wanted.reason().strip();
    if (reason.isEmpty() || reason.length() > 500 || reason.indexOf('\0') >= 0) {
      throw ProblemException.unprocessable(
          "invalid_value", "/reason", "A reason is 1 to 500 characters.");
    }
    Measure made =
        measures.apply(
            new Measures.Wish(
                request.tenantId(),
                source,
                wanted.kind(),
                network(wanted.kind(), wanted.network()),
                Duration.ofMinutes(minutes),
                reason));
    return Response.status(Response.Status.CREATED).entity(view(made)).build();
  }

  @POST
  @Path("/{measure}/undo")
  @Requires(Permission.WRITE)
  public MeasureView undo(@PathParam("source") String id, @PathParam("measure") String measure) {
    MeasureId parsed =
        MeasureId.parse(measure).orElseThrow(() -> ProblemException.notFound("The measure"));
    return view(measures.undo(request.tenantId(), source(id), parsed));
  }

  private static @Nullable String network(Measure.Kind kind, @Nullable String network) {
    if (kind != Measure.Kind.BLOCK_NETWORK) {
      if (network != null) {
        throw ProblemException.unprocessable(
            "invalid_value", "/network", "Only block_network has a network.");
      }
      return null;
    }
    if (network == null) {
      throw ProblemException.unprocessable(
          "missing_field", "/network", "block_network needs a network.");
    }
    try {
      Cidr cidr = Networks.range(network);
      return cidr.toString();
    } catch (IllegalArgumentException wrong) {
      throw ProblemException.unprocessable(
          "invalid_value", "/network", String.valueOf(wrong.getMessage()));
    }
  }

  private SourceId source(String id) {
    SourceId source = SourcesResource.parse(id);
    if (sources.find(request.tenantId(), source).isEmpty()) {
      throw ProblemException.notFound("The source");
    }
    return source;
  }

  private MeasureView view(Measure measure) {
    return MeasureView.of(measure, time.instant());
  }
}
