package dev.postern.outbound.endpoint;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.SecretInfo;
import dev.postern.core.vault.Secrets;
import dev.postern.outbound.endpoint.store.PublicKeyStore;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signing secrets of endpoints, whose existence the caller has checked. Thread-safe. */
@Service
class EndpointSecrets {
  private final Secrets secrets;
  private final PublicKeyStore publicKeys;
  private final SecureRandom random = new SecureRandom();

  @Inject
  EndpointSecrets(Secrets secrets, PublicKeyStore publicKeys) {
    this.secrets = secrets;
    this.publicKeys = publicKeys;
  }

  /** Null generates one. 422 for one that is not fit to sign with. */
  SecretText fit(@Nullable SecretText given, EndpointSettings settings) {
    return fit(given, settings, "/signature_formats");
  }

  private SecretText fit(@Nullable SecretText given, EndpointSettings settings, String pointer) {
    if (given == null) {
      return SecretText.generateWhsec(random);
    }
    SecretCheck.fresh(given, settings, pointer);
    return given;
  }

  /** 422 unless what is there can sign in these formats. */
  void check(EndpointId id, EndpointSettings settings, Instant now) {
    List<SecretText> live =
        secrets.ring(id.uuid()).liveAt(now).stream().map(SecretVersion::text).toList();
    SecretCheck.kept(settings, hasKeyPair(id), live);
  }

  SecretInfo create(TenantId tenant, EndpointId id, SecretText secret) {
    return published(tenant, id, secret, secrets.create(tenant, Owner.of(id), secret));
  }

  SecretInfo rotate(
      TenantId tenant,
      EndpointId id,
      Endpoints.SecretRotation rotation,
      EndpointSettings settings) {
    SecretText given = rotation.secret();
    SecretText next =
        given == null && hasKeyPair(id)
            ? StandardWebhooks.generateEd25519(random)
            : fit(given, settings, "/secret");
    return published(
        tenant,
        id,
        next,
        secrets.rotate(tenant, Owner.of(id), next, rotation.overlap(), rotation.force()));
  }

  SecretInfo expire(TenantId tenant, EndpointId id, SecretId secret) {
    return secrets.expire(tenant, Owner.of(id), secret);
  }

  List<SecretInfo> list(TenantId tenant, EndpointId id) {
    return secrets.list(tenant, Owner.of(id));
  }

  SecretInfo reveal(TenantId tenant, EndpointId id) {
    return secrets.reveal(tenant, Owner.of(id));
  }

  void delete(TenantId tenant, EndpointId id) {
    secrets.deleteOwner(tenant, Owner.of(id));
    publicKeys.delete(id);
  }

  /** Whether it is signed for with an ed25519 key, of which the receiver has the public half. */
  private boolean hasKeyPair(EndpointId id) {
    return secrets.ring(id.uuid()).versions().stream()
        .anyMatch(version -> version.expiresAt() == null && SecretCheck.isKeyPair(version.text()));
  }

  private SecretInfo published(TenantId tenant, EndpointId id, SecretText secret, SecretInfo made) {
    if (SecretCheck.isKeyPair(secret)) {
      String text = StandardWebhooks.publicKey(secret).reveal();
      publicKeys.insert(tenant, made.id(), id, text);
    }
    return made;
  }
}
