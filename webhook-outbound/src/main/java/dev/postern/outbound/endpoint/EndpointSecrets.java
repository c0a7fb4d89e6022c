package dev.postern.outbound.endpoint;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.SecretInfo;
import dev.postern.core.vault.Secrets;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signing secrets of endpoints, whose existence the caller has checked. Thread-safe. */
@Service
class EndpointSecrets {
  private final Secrets secrets;
  private final EndpointCheck check;
  private final SecureRandom random = new SecureRandom();

  @Inject
  EndpointSecrets(Secrets secrets, EndpointCheck check) {
    this.secrets = secrets;
    this.check = check;
  }

  /** Null generates one. 422 for one that is not fit to sign with. */
  SecretText fit(@Nullable SecretText given) {
    if (given == null) {
      return SecretText.generateWhsec(random);
    }
    check.secret(given);
    return given;
  }

  SecretInfo create(TenantId tenant, EndpointId id, SecretText secret) {
    return secrets.create(tenant, Owner.of(id), secret);
  }

  SecretInfo rotate(TenantId tenant, EndpointId id, Endpoints.SecretRotation rotation) {
    return secrets.rotate(
        tenant, Owner.of(id), fit(rotation.secret()), rotation.overlap(), rotation.force());
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
  }
}
