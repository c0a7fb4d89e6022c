package dev.postern.ingest.source.store;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.source.StoredSource;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code source}. */
@Entity(name = "Source")
@Table(name = "source")
public class SourceRow {
  @Id private UUID id;

  @Column(name = "tenant_id", nullable = false, updatable = false)
  private UUID tenantId;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String provider;

  @Column(name = "token_hash", nullable = false, updatable = false)
  private byte[] tokenHash;

  @Column(name = "token_sealed", nullable = false, updatable = false)
  private byte[] tokenSealed;

  @Column(nullable = false)
  private boolean enabled;

  @Column(nullable = false)
  private String settings;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at", nullable = false)
  private Instant updatedAt;

  protected SourceRow() {}

  SourceRow(StoredSource source) {
    id = source.id().uuid();
    tenantId = source.tenant().uuid();
    tokenHash = source.token().hash();
    tokenSealed = source.token().sealed();
    createdAt = source.createdAt();
    change(source);
  }

  final void change(StoredSource source) {
    name = source.edit().name();
    provider = source.edit().provider();
    enabled = source.edit().enabled();
    settings = SettingsColumn.write(source.edit().settings());
    updatedAt = source.updatedAt();
  }

  StoredSource toSource() {
    return new StoredSource(
        new SourceId(id),
        new TenantId(tenantId),
        new SourceEdit(name, provider, enabled, SettingsColumn.read(settings)),
        new StoredSource.Token(tokenHash, tokenSealed),
        createdAt,
        updatedAt);
  }
}
