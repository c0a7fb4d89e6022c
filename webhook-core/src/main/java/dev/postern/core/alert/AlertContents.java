package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** Says whose trouble a notice is, and where to look. */
@Service
public class AlertContents {
  private final Function<TenantId, Optional<Tenant>> tenants;
  private final String publicUrl;

  @Inject
  AlertContents(Tenants tenants, PlatformConfig platform) {
    this(tenants::find, platform.publicUrl());
  }

  public AlertContents(Function<TenantId, Optional<Tenant>> tenants, String publicUrl) {
    this.tenants = tenants;
    this.publicUrl = publicUrl;
  }

  AlertContent of(RaisedNotice notice, boolean resolved) {
    Optional<Tenant> tenant = Optional.ofNullable(notice.tenant()).flatMap(tenants);
    return new AlertContent(
        notice,
        resolved,
        tenant.map(Tenant::name).orElse(publicUrl),
        publicUrl + tenant.map(t -> "/t/" + t.slug() + "/notices").orElse("/"),
        tenant.map(t -> t.id().toString()).orElse("platform") + "|" + notice.incident());
  }
}
