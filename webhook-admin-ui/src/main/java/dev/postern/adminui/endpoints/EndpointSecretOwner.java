package dev.postern.adminui.endpoints;

import dev.postern.adminui.access.Visit;
import dev.postern.adminui.secrets.SecretOwner;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.SecretInfo;
import dev.postern.outbound.endpoint.Endpoints.SecretRotation;
import dev.postern.outbound.endpoint.SignatureFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An endpoint as the owner of the secrets that its deliveries are signed with. */
record EndpointSecretOwner(EndpointDoors doors, Visit visit, EndpointId id) implements SecretOwner {

  @Override
  public Owner owner() {
    return Owner.of(id);
  }

  @Override
  public List<SecretInfo> versions() {
    return doors.endpoints().secrets(visit.tenantTo(Permission.READ), id);
  }

  @Override
  public SecretInfo rotate(Duration overlap, boolean force, @Nullable SecretText secret) {
    return doors
        .endpoints()
        .rotateSecret(
            visit.confirmedTenantTo(Permission.WRITE),
            id,
            new SecretRotation(overlap, secret, force));
  }

  @Override
  public void expire(SecretId secret) {
    doors.endpoints().expireSecret(visit.confirmedTenantTo(Permission.WRITE), id, secret);
  }

  @Override
  public SecretInfo reveal() {
    return doors.endpoints().revealSecret(visit.confirmedTenantTo(Permission.ADMINISTER), id);
  }

  @Override
  public Use use() {
    return Use.SIGNS;
  }

  @Override
  public Signing signing(Instant now) {
    Map<Boolean, List<String>> words =
        doors
            .endpoints()
            .find(visit.tenantTo(Permission.READ), id)
            .map(endpoint -> endpoint.settings().formatsAt(now))
            .orElse(List.of())
            .stream()
            .collect(
                Collectors.partitioningBy(
                    SignatureFormat::carriesSeveral,
                    Collectors.mapping(SignatureFormat::word, Collectors.toList())));
    return new Signing(words.getOrDefault(true, List.of()), words.getOrDefault(false, List.of()));
  }
}
