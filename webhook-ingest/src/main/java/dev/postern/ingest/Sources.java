package dev.postern.ingest;

import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.vault.SecretInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The door to sources. Every call names the tenant; an id of another tenant is not found. A missing
 * source is a 404 problem, a wrong value a 422 problem with its pointer. Thread-safe.
 */
public interface Sources {
  CreatedSource create(TenantId tenant, SourceEdit edit, FirstSecret secret);

  Optional<Source> find(TenantId tenant, SourceId id);

  /** Newest first. */
  Page<Source> list(TenantId tenant, PageRequest page);

  /** Overwrites whatever it is now. */
  default Source update(TenantId tenant, SourceId id, SourceEdit edit) {
    return update(tenant, id, before -> edit);
  }

  /** Changes it as it is now; nobody else changes it meanwhile. */
  Source update(TenantId tenant, SourceId id, UnaryOperator<SourceEdit> change);

  /** With everything it received, its refusals and its secrets. */
  void delete(TenantId tenant, SourceId id);

  /** Newest first, without values. */
  List<SecretInfo> secrets(TenantId tenant, SourceId id);

  /** The new version with its value, this once; 409 {@code overlap_in_progress} unless forced. */
  SecretInfo rotateSecret(TenantId tenant, SourceId id, SecretRotation rotation);

  /** Ends a retiring version now; 409 {@code current_secret} for the current one. */
  SecretInfo expireSecret(TenantId tenant, SourceId id, SecretId secret);

  /** The current version with its value. The caller has re-authenticated the person. */
  SecretInfo revealSecret(TenantId tenant, SourceId id);
}
