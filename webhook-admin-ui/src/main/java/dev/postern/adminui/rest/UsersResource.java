package dev.postern.adminui.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.AccountLinks;
import dev.postern.core.access.Permission;
import dev.postern.core.access.Role;
import dev.postern.core.access.User;
import dev.postern.core.access.Users;
import dev.postern.core.id.UserId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.JsonBodies;
import dev.postern.core.rest.Requires;
import dev.postern.core.secret.SecretText;
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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The people of a tenant. They are invited and choose their own password. */
@Path("/tenants/{tenant}/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
  @Inject private Users users;
  @Inject private AccountLinks links;
  @Inject private ApiRequest request;

  /** Body of an invitation. */
  public record NewUser(@Nullable String email, @Nullable String role) {}

  /** What a change can reach. */
  public record UserChange(@Nullable String role) {}

  /**
   * @param status {@code invited} until the person chose a password or came by an OpenID provider,
   *     then {@code active}
   * @param invitationUrl only in the answer to the invitation, and only when no mail server sends
   *     it
   */
  public record UserView(
      UserId id,
      String email,
      String role,
      String status,
      Instant createdAt,
      @Nullable Instant lastLoginAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String invitationUrl) {
    static UserView of(User user, @Nullable String url) {
      return new UserView(
          user.id(),
          user.email(),
          user.role().word(),
          user.active() ? "active" : "invited",
          user.createdAt(),
          user.lastLoginAt(),
          url);
    }

    /** Never prints the link. */
    @Override
    public String toString() {
      return "UserView[" + id + "]";
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.ADMINISTER)
  public Response invite(NewUser body) {
    if (body.email() == null) {
      throw ProblemException.unprocessable("missing_field", "/email", "'email' is required.");
    }
    AccountLinks.Invited invited =
        links.invite(
            request.liveTenantId(),
            body.email(),
            TenantRole.givenBy(request.caller(), body.role()));
    UserView view =
        UserView.of(invited.user(), invited.link().map(SecretText::reveal).orElse(null));
    return Response.created(URI.create("tenants/" + request.liveTenantId() + "/users/" + view.id()))
        .entity(view)
        .build();
  }

  @GET
  @Requires(Permission.ADMINISTER)
  public Page<UserView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return users
        .list(request.liveTenantId(), PageRequest.of(limit, cursor))
        .map(user -> UserView.of(user, null));
  }

  @GET
  @Path("/{user}")
  @Requires(Permission.ADMINISTER)
  public UserView get(@PathParam("user") String id) {
    return UserView.of(users.get(request.liveTenantId(), known(id)), null);
  }

  @PATCH
  @Path("/{user}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Requires(Permission.ADMINISTER)
  public UserView change(@PathParam("user") String id, JsonNode patch) {
    UserId user = known(id);
    String role = users.get(request.liveTenantId(), user).role().word();
    UserChange after = JsonBodies.merged(new UserChange(role), patch, UserChange.class);
    Role given = TenantRole.givenBy(request.caller(), after.role());
    return UserView.of(users.changeRole(request.liveTenantId(), user, given), null);
  }

  @DELETE
  @Path("/{user}")
  @Requires(Permission.ADMINISTER)
  public void delete(@PathParam("user") String id) {
    users.delete(request.liveTenantId(), known(id));
  }

  private static UserId known(String id) {
    return UserId.parse(id).orElseThrow(() -> ProblemException.notFound("The user"));
  }
}
