package dev.postern.outbound.endpoint;

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
    trail.record(tenant, change(id, what).from(shown(before)).to(shown(after)));
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

  /** What is public of it: no credentials, and of headers the names, for values may be tokens. */
  private record Shown(
      String url,
      String description,
      List<SignatureFormat> signatureFormats,
      FormatOptions formatOptions,
      Set<String> headers,
      DeliveryRules delivery,
      SuspensionRule suspension,
      boolean credentials,
      ShownAccess access) {}

  private static @Nullable Shown shown(@Nullable EndpointSettings settings) {
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
            ShownAccess.of(settings.access()));
  }
}
