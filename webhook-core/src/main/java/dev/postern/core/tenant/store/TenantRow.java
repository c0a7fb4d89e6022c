package dev.postern.core.tenant.store;

import dev.postern.core.id.TenantId;
import dev.postern.core.tenant.Tenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code tenant}. */
@Entity(name = "Tenant")
@Table(name = "tenant")
public class TenantRow {
  @Id private UUID id;

  @Column(nullable = false, updatable = false)
  private String slug;

  @Column(nullable = false)
  private String name;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  protected TenantRow() {}

  void rename(String to) {
    name = to;
  }

  Tenant toTenant() {
    return new Tenant(new TenantId(id), slug, name, createdAt);
  }
}
