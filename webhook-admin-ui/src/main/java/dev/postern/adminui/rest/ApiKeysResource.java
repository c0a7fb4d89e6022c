package dev.postern.adminui.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.access.ApiKey;
import dev.postern.core.access.ApiKeys;
import dev.postern.core.access.KeyReach;
import dev.postern.core.access.NewApiKey;
import dev.postern.core.access.Permission;
import dev.postern.core.id.ApiKeyId;
import dev.postern.core.id.Mode;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.QueryValues;
import dev.postern.core.rest.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant's API keys. The text of a key is in the answer that makes it and nowhere else. */
@Path("/tenants/{tenant}/api-keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeysResource {
  @Inject private ApiKeys keys;
  @Inject private ApiRequest request;

  /**
   * Body of a creation.
   *
   * @param scopes some of the role's permissions; null: all of them
   * @param mode {@code live} or {@code test}
   */
  public record NewKey(
      @Nullable String name,
      @Nullable String role,
      @Nullable List<String> scopes,
      @Nullable String mode,
      @Nullable Instant expiresAt) {}

  /** A key as it is shown; {@code value} only at creation. */
  public record KeyView(
      ApiKeyId id,
      String name,
      String prefix,
      String role,
      List<String> scopes,
      Mode mode,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value) {
    static KeyView of(ApiKey key, @Nullable String value) {
      return new KeyView(
          key.id(),
          key.name(),
          key.prefix(),
          key.reach().role().word(),
          key.reach().permissions().stream().map(Permission::word).toList(),
          key.reach().mode(),
          key.createdAt(),
          key.expiresAt(),
          key.lastUsedAt(),
          value);
    }

    /** Never prints the value. */
    @Override
    public String toString() {
      return "KeyView[" + id + "]";
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.ADMINISTER)
  public Response create(NewKey body) {
    if (body.name() == null) {
      throw ProblemException.unprocessable("missing_field", "/name", "'name' is required.");
    }
    KeyReach reach = KeyWords.reach(body.role(), body.scopes(), body.mode());
    TenantRole.within(
        request.caller(), reach.permissions(), "A key can make keys that may no more than itself.");
    ApiKeys.Issued issued =
        keys.issue(request.liveTenantId(), new NewApiKey(body.name(), reach, body.expiresAt()));
    return Response.created(
            URI.create("tenants/" + request.liveTenantId() + "/api-keys/" + issued.key().id()))
        .entity(KeyView.of(issued.key(), issued.value().reveal()))
        .build();
  }

  @GET
  @Requires(Permission.ADMINISTER)
  public Page<KeyView> list(
      @QueryParam("mode") @Nullable String mode,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Mode only = QueryValues.typed("mode", mode, Mode::of, "live or test");
    return keys.list(request.liveTenantId(), only, PageRequest.of(limit, cursor))
        .map(key -> KeyView.of(key, null));
  }

  @GET
  @Path("/{key}")
  @Requires(Permission.ADMINISTER)
  public KeyView get(@PathParam("key") String id) {
    return ApiKeyId.parse(id)
        .flatMap(key -> keys.find(request.liveTenantId(), key))
        .map(key -> KeyView.of(key, null))
        .orElseThrow(() -> ProblemException.notFound("The API key"));
  }

  @DELETE
  @Path("/{key}")
  @Requires(Permission.ADMINISTER)
  public void revoke(@PathParam("key") String id) {
    keys.revoke(
        request.liveTenantId(),
        ApiKeyId.parse(id).orElseThrow(() -> ProblemException.notFound("The API key")));
  }
}
