package dev.postern.outbound.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people did to endpoints, in the trail. Joins their transaction. */
@Service
public class EndpointTrail {
  private final AuditTrail trail;

  @Inject
  public EndpointTrail(AuditTrail trail) {
    this.trail = trail;
  }

  /**
   * @param what {@code created}, {@code updated}, {@code deleted}
   */
  void settings(
      TenantId tenant,
      EndpointId id,
      String what,
      @Nullable EndpointSettings before,
      @Nullable EndpointSettings after) {
    List<String> replaced =
        before == null || after == null ? List.of() : ReplacedCredentials.between(before, after);
    trail.record(
        tenant, change(id, what).from(shown(before, List.of())).to(shown(after, replaced)));
  }

  /**
   * @param what {@code enabled} or {@code disabled}
   */
  void status(TenantId tenant, EndpointId id, String what, Map<String, String> how) {
    trail.record(tenant, change(id, what).to(how));
  }

  private static Change change(EndpointId id, String what) {
    return Change.of("endpoint." + what, "endpoint", id);
  }

  /**
   * What is public of it: no credentials, and of headers the names, for values may be tokens.
   *
   * @param credentialsReplaced what became another one of its kind in this change
   */
  private record Shown(
      String url,
      String description,
      List<SignatureFormat> signatureFormats,
      FormatOptions formatOptions,
      Set<String> headers,
      DeliveryRules delivery,
      SuspensionRule suspension,
      boolean credentials,
      ShownAccess access,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> credentialsReplaced) {}

  private static @Nullable Shown shown(@Nullable EndpointSettings settings, List<String> replaced) {
    return settings == null
        ? null
        : new Shown(
            settings.url(),
            settings.description(),
            settings.signatureFormats(),
            settings.formatOptions(),
            settings.headers().keySet(),
            settings.delivery(),
            settings.suspension(),
            !settings.access().isOpen(),
            ShownAccess.of(settings.access()),
            replaced);
  }
}
