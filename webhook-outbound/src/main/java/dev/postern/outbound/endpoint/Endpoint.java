package dev.postern.outbound.endpoint;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import java.time.Instant;

/** Where a tenant wants webhooks: what people set, and what the machine knows. */
public record Endpoint(
    EndpointId id,
    TenantId tenant,
    EndpointSettings settings,
    EndpointState state,
    Instant createdAt,
    Instant updatedAt) {

  /** To be shown, not to be stored. */
  public Endpoint withMaskedHeaders() {
    EndpointSettings shown =
        new EndpointSettings(
            settings.url(),
            settings.description(),
            settings.signatureFormats(),
            CredentialHeaders.masked(settings.headers()),
            settings.delivery(),
            settings.suspension(),
            settings.formatOptions(),
            settings.access());
    return new Endpoint(id, tenant, shown, state, createdAt, updatedAt);
  }
}
