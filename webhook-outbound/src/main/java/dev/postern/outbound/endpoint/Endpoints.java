package dev.postern.outbound.endpoint;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.SecretInfo;
import dev.postern.outbound.Backlog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The door to endpoints. Each call joins the caller's transaction or opens its own. What is wrong
 * with the input ends as a {@code ProblemException}: 422 for a value, 404 for an endpoint that the
 * tenant does not have. Thread-safe.
 */
public interface Endpoints {

  /**
   * @param secret {@code whsec_} and base64 of 24 to 64 bytes, else 422 {@code invalid_secret};
   *     null: one is generated
   */
  NewEndpoint create(TenantId tenant, EndpointSettings settings, @Nullable SecretText secret);

  Optional<Endpoint> find(TenantId tenant, EndpointId id);

  /** Newest first. */
  Page<Endpoint> list(TenantId tenant, PageRequest page);

  /** Changes the settings that are stored when the row is locked, so that no edit is lost. */
  Endpoint update(TenantId tenant, EndpointId id, UnaryOperator<EndpointSettings> change);

  /** With its subscriptions and secrets; what was to be sent to it is cancelled. */
  void delete(TenantId tenant, EndpointId id);

  Endpoint enable(TenantId tenant, EndpointId id, Backlog backlog);

  Endpoint disable(TenantId tenant, EndpointId id);

  /** Newest first, without values. */
  List<SecretInfo> secrets(TenantId tenant, EndpointId id);

  /**
   * A new current secret, shown this once; the old one signs too for {@code overlap} (0 to 7 days).
   * 409 {@code overlap_in_progress} while one is running, unless forced.
   */
  SecretInfo rotateSecret(TenantId tenant, EndpointId id, SecretRotation rotation);

  SecretInfo expireSecret(TenantId tenant, EndpointId id, SecretId secret);

  /** The current secret with its value. The caller has re-authenticated the person. */
  SecretInfo revealSecret(TenantId tenant, EndpointId id);

  /**
   * @param secret as at creation; null: one is generated
   */
  record SecretRotation(Duration overlap, @Nullable SecretText secret, boolean force) {}
}
