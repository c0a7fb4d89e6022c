package dev.postern.adminui.rest;

import dev.postern.adminui.rest.UsersResource.UserView;
import dev.postern.core.access.AccountLinks;
import dev.postern.core.access.Permission;
import dev.postern.core.access.Role;
import dev.postern.core.access.Users;
import dev.postern.core.id.UserId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.Requires;
import dev.postern.core.secret.SecretText;
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
import org.jspecify.annotations.Nullable;

/** The platform's administrators. They have one role, so there is none to choose or to change. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PlatformUsersResource {
  @Inject private Users users;
  @Inject private AccountLinks links;

  /** Body of an invitation. */
  public record NewPlatformUser(@Nullable String email) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.PLATFORM)
  public Response invite(NewPlatformUser body) {
    if (body.email() == null) {
      throw ProblemException.unprocessable("missing_field", "/email", "'email' is required.");
    }
    AccountLinks.Invited invited = links.invite(null, body.email(), Role.PLATFORM_ADMIN);
    UserView view =
        UserView.of(invited.user(), invited.link().map(SecretText::reveal).orElse(null));
    return Response.created(URI.create("users/" + view.id())).entity(view).build();
  }

  @GET
  @Requires(Permission.PLATFORM)
  public Page<UserView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return users.list(null, PageRequest.of(limit, cursor)).map(user -> UserView.of(user, null));
  }

  @GET
  @Path("/{user}")
  @Requires(Permission.PLATFORM)
  public UserView get(@PathParam("user") String id) {
    return UserView.of(users.get(null, known(id)), null);
  }

  /** 409 {@code last_administrator} for the last one. */
  @DELETE
  @Path("/{user}")
  @Requires(Permission.PLATFORM)
  public void delete(@PathParam("user") String id) {
    users.delete(null, known(id));
  }

  private static UserId known(String id) {
    return UserId.parse(id).orElseThrow(() -> ProblemException.notFound("The user"));
  }
}
