package dev.postern.ingest.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Permission;
import dev.postern.core.id.DenyListId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.BodyLimit;
import dev.postern.core.rest.JsonBodies;
import dev.postern.core.rest.JsonBodyReader;
import dev.postern.core.rest.Requires;
import dev.postern.ingest.DenyList;
import dev.postern.ingest.deny.DenyIndex;
import dev.postern.ingest.deny.DenyLists;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A tenant's lists of networks that may not post. */
@Path("/tenants/{tenant}/deny-lists")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DenyListsResource {
  private static final int MAX_UPLOAD = 8 * 1024 * 1024;
  private static final int EVERY_HOUR = 3600;

  @Inject private DenyLists lists;
  @Inject private DenyIndex index;
  @Inject private ApiRequest request;

  /** What a person may send. */
  private record Wanted(
      @Nullable String name,
      @Nullable String url,
      @Nullable Integer refreshSeconds,
      @Nullable Boolean enabled) {
    DenyList.Edit edit() {
      if (name == null) {
        throw ProblemException.unprocessable("missing_field", "/name", "'name' is required.");
      }
      return new DenyList.Edit(
          name.strip(),
          url,
          refreshSeconds == null ? EVERY_HOUR : refreshSeconds,
          enabled == null || enabled);
    }
  }

  @GET
  @Requires(Permission.READ)
  public Page<DenyListView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    return lists.list(request.tenantId(), PageRequest.of(limit, cursor)).map(DenyListView::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.WRITE)
  public Response create(JsonNode body) {
    DenyList made = lists.create(request.tenantId(), JsonBodies.convert(body, Wanted.class).edit());
    return Response.status(Response.Status.CREATED).entity(DenyListView.of(made)).build();
  }

  @GET
  @Path("/{list}")
  @Requires(Permission.READ)
  public DenyListView get(@PathParam("list") String id) {
    return DenyListView.of(lists.find(request.tenantId(), parse(id)));
  }

  @PATCH
  @Path("/{list}")
  @Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
  @Requires(Permission.WRITE)
  public DenyListView change(@PathParam("list") String id, JsonNode patch) {
    DenyList changed =
        lists.update(
            request.tenantId(),
            parse(id),
            before -> JsonBodies.merged(before, patch, Wanted.class).edit());
    index.refresh();
    return DenyListView.of(changed);
  }

  @DELETE
  @Path("/{list}")
  @Requires(Permission.WRITE)
  public void delete(@PathParam("list") String id) {
    lists.delete(request.tenantId(), parse(id));
    index.refresh();
  }

  @PUT
  @Path("/{list}/entries")
  @Consumes(MediaType.TEXT_PLAIN)
  @BodyLimit(MAX_UPLOAD)
  @Requires(Permission.WRITE)
  public DenyListView replace(@PathParam("list") String id, InputStream body) throws IOException {
    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    DenyList changed = lists.replace(request.tenantId(), parse(id), text);
    index.refresh();
    return DenyListView.of(changed);
  }

  @POST
  @Path("/{list}/refresh")
  @Requires(Permission.WRITE)
  public Response refresh(@PathParam("list") String id) {
    return Response.accepted(DenyListView.of(lists.refresh(request.tenantId(), parse(id)))).build();
  }

  private static DenyListId parse(String id) {
    return DenyListId.parse(id).orElseThrow(() -> ProblemException.notFound("The deny list"));
  }
}
