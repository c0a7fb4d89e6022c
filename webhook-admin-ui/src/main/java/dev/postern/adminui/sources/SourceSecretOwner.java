package dev.postern.adminui.sources;

import dev.postern.adminui.access.Visit;
import dev.postern.adminui.secrets.SecretOwner;
import dev.postern.core.access.Permission;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.SecretInfo;
import dev.postern.ingest.SecretRotation;
import dev.postern.ingest.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source as the owner of the secrets that its requests are verified with. */
record SourceSecretOwner(Sources sources, Visit visit, SourceId id) implements SecretOwner {

  @Override
  public Owner owner() {
    return Owner.of(id);
  }

  @Override
  public List<SecretInfo> versions() {
    return sources.secrets(visit.tenantTo(Permission.READ), id);
  }

  @Override
  public SecretInfo rotate(Duration overlap, boolean force, @Nullable SecretText secret) {
    return sources.rotateSecret(
        visit.confirmedTenantTo(Permission.WRITE),
        id,
        new SecretRotation(Optional.ofNullable(secret), overlap, force));
  }

  @Override
  public void expire(SecretId secret) {
    sources.expireSecret(visit.confirmedTenantTo(Permission.WRITE), id, secret);
  }

  @Override
  public SecretInfo reveal() {
    return sources.revealSecret(visit.confirmedTenantTo(Permission.ADMINISTER), id);
  }

  @Override
  public Use use() {
    return Use.VERIFIES;
  }

  @Override
  public Signing signing(Instant now) {
    return Signing.NONE;
  }
}
