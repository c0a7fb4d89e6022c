package dev.postern.core.rest;

import dev.postern.core.access.ApiKeys;
import dev.postern.core.access.Caller;
import dev.postern.core.access.KeyUses;
import dev.postern.core.access.Permission;
import dev.postern.core.audit.Acting;
import dev.postern.core.id.Mode;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Patience;
import dev.postern.core.store.TenantScope;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates, scopes and authorises, in this order: 401 without a good key, 404 for a tenant out
 * of reach (also when it does not exist: the two look the same), 403 for a role that may not.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {
  private static final String BEARER = "Bearer ";

  /**
   * For a store that is silent: a publisher is told 503 and comes again. What the console's callers
   * ask may well take longer.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject private ApiKeys keys;
  @Inject private KeyUses uses;
  @Inject private Tenants tenants;
  @Inject private ApiRequest request;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    Requires requires = resource.getResourceMethod().getAnnotation(Requires.class);
    if (requires != null && requires.value() == Permission.PUBLISH) {
      Patience.enter(PATIENCE);
    }
    Caller caller = authenticate(context.getHeaderString(HttpHeaders.AUTHORIZATION));
    String named = context.getUriInfo().getPathParameters().getFirst("tenant");
    Tenant tenant = named == null ? null : reach(caller, named, requires);
    if (requires == null || !caller.may(requires.value())) {
      throw new ProblemException(
          Problem.of(403, "forbidden", "This key's role or scopes do not allow that."));
    }
    request.fill(caller, tenant);
    uses.used(caller);
    Acting.by(caller.actor());
    if (tenant != null) {
      TenantScope.enter(tenant.id().uuid());
    }
  }

  private Caller authenticate(@Nullable String header) {
    if (header == null) {
      throw unauthorized("missing_credentials", "Send an API key: Authorization: Bearer ptn_…");
    }
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw unauthorized("bad_credentials", "Only the Bearer scheme is understood.");
    }
    return keys.authenticate(header.substring(BEARER.length()).strip())
        .orElseThrow(
            () -> unauthorized("bad_credentials", "This API key is unknown, expired or revoked."));
  }

  private Tenant reach(Caller caller, String named, @Nullable Requires requires) {
    boolean gone = requires != null && requires.evenDeleted() && caller.tenant().isEmpty();
    return tenants
        .find(named)
        .or(() -> gone ? tenants.deleted(named) : Optional.empty())
        .map(tenant -> inModeOf(caller, tenant))
        .filter(tenant -> caller.reaches(tenant.id()))
        .orElseThrow(() -> ProblemException.notFound("The tenant"));
  }

  /** A key of the test mode works on the tenant's plain name too: only the key is exchanged. */
  private static Tenant inModeOf(Caller caller, Tenant tenant) {
    return caller.tenant().filter(own -> own.mode() == Mode.TEST).isPresent()
        ? tenant.in(Mode.TEST)
        : tenant;
  }

  private static ProblemException unauthorized(String code, String detail) {
    return new ProblemException(Problem.of(401, code, detail));
  }
}
