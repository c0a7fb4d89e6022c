package dev.postern.adminui.pause;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.pause.Pause;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.Sources;
import dev.postern.outbound.endpoint.Endpoints;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds what is to be paused, and makes sure whose it is. */
@Service
public class PauseTargets {
  private final Endpoints endpoints;
  private final Sources sources;

  @Inject
  public PauseTargets(Endpoints endpoints, Sources sources) {
    this.endpoints = endpoints;
    this.sources = sources;
  }

  /** 422 without an id where one is needed, 404 for one that is not the tenant's. */
  public UUID object(TenantId tenant, Pause.Scope scope, @Nullable String id) {
    return switch (scope) {
      case EVERYTHING, TENANT -> tenant.uuid();
      case ENDPOINT -> {
        EndpointId endpoint =
            EndpointId.parse(required(id))
                .orElseThrow(() -> ProblemException.notFound("The endpoint"));
        if (endpoints.find(tenant, endpoint).isEmpty()) {
          throw ProblemException.notFound("The endpoint");
        }
        yield endpoint.uuid();
      }
      case SOURCE -> {
        SourceId source =
            SourceId.parse(required(id)).orElseThrow(() -> ProblemException.notFound("The source"));
        if (sources.find(tenant, source).isEmpty()) {
          throw ProblemException.notFound("The source");
        }
        yield source.uuid();
      }
    };
  }

  private static String required(@Nullable String id) {
    if (id == null) {
      throw ProblemException.unprocessable(
          "missing_field", "/object_id", "'object_id' is required with this scope.");
    }
    return id;
  }
}
