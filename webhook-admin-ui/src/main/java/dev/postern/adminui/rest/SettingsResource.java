package dev.postern.adminui.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Permission;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.JsonBodies;
import dev.postern.core.rest.Requires;
import dev.postern.core.retention.Retention;
import dev.postern.core.retention.TenantRetention;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code /tenants/{tenant}/settings}. */
@Path("/tenants/{tenant}/settings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {
  @Inject private ApiRequest request;
  @Inject private TenantRetention retention;

  /** What can be changed; null returns a part to its default. */
  public record SettingsBody(@Nullable RetentionBody retention) {
    static SettingsBody of(Retention of) {
      return new SettingsBody(
          new RetentionBody(of.eventsDays(), of.attemptsDays(), of.receivedDays()));
    }

    Retention wanted() {
      Retention standard = Retention.standard();
      return retention == null
          ? standard
          : new Retention(
              days(retention.eventsDays(), standard.eventsDays()),
              days(retention.attemptsDays(), standard.attemptsDays()),
              days(retention.receivedDays(), standard.receivedDays()));
    }

    private static int days(@Nullable Integer given, int standard) {
      return given == null ? standard : given;
    }
  }

  /** Days. */
  public record RetentionBody(
      @Nullable Integer eventsDays,
      @Nullable Integer attemptsDays,
      @Nullable Integer receivedDays) {}

  @GET
  @Requires(Permission.READ)
  public SettingsBody get() {
    return SettingsBody.of(retention.of(request.tenantId()));
  }

  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Requires(Permission.ADMINISTER)
  public SettingsBody change(JsonNode patch) {
    return SettingsBody.of(
        retention.change(request.tenantId(), before -> merged(before, patch).wanted()));
  }

  private static SettingsBody merged(Retention before, JsonNode patch) {
    return JsonBodies.merged(SettingsBody.of(before), patch, SettingsBody.class);
  }
}
