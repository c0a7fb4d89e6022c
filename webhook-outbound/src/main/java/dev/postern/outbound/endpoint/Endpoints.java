package dev.postern.outbound.endpoint;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.Transactions;
import dev.postern.core.vault.SecretInfo;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.endpoint.store.EndpointStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The door to endpoints. Each call joins the caller's transaction or opens its own. What is wrong
 * with the input ends as a {@code ProblemException}: 422 for a value, 404 for an endpoint that the
 * tenant does not have. Thread-safe.
 */
@Service
public class Endpoints {
  public static final int MAX_PER_TENANT = 1000;

  private final EndpointStore store;
  private final EndpointCheck check;
  private final EndpointSecrets secrets;
  private final EndpointChanges changes;
  private final EndpointTrail trail;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  public Endpoints(
      EndpointStore store,
      EndpointCheck check,
      EndpointSecrets secrets,
      EndpointChanges changes,
      EndpointTrail trail,
      Transactions transactions,
      Stamp stamp) {
    this.store = store;
    this.check = check;
    this.secrets = secrets;
    this.changes = changes;
    this.trail = trail;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  /**
   * @param secret {@code whsec_} and base64 of 24 to 64 bytes, a {@code whsk_} key, or what the
   *     formats take besides, else 422 {@code invalid_secret}; null: one is generated
   */
  public NewEndpoint create(
      TenantId tenant, EndpointSettings settings, @Nullable SecretText secret) {
    check.settings(settings);
    SecretText first = secrets.fit(secret, settings);
    return transactions.required(() -> {
      if (store.count(tenant) >= MAX_PER_TENANT) {
        throw ProblemException.conflict(
            "too_many_endpoints", "A tenant has at most " + MAX_PER_TENANT + " endpoints.");
      }
      Instant now = stamp.now();
      Endpoint endpoint =
          new Endpoint(
              new EndpointId(stamp.id()), tenant, settings, EndpointState.fresh(), now, now);
      store.insert(endpoint);
      SecretInfo secretMade = secrets.create(tenant, endpoint.id(), first);
      trail.settings(tenant, endpoint.id(), "created", null, settings);
      return new NewEndpoint(endpoint, secretMade);
    });
  }

  public Optional<Endpoint> find(TenantId tenant, EndpointId id) {
    return transactions.required(() -> store.find(tenant, id));
  }

  /** For the engine, which serves every tenant: those of them that there are, each with its own. */
  public List<Endpoint> of(Set<EndpointId> ids) {
    return transactions.required(() -> store.of(ids));
  }

  /** 404 when the tenant has no such endpoint. */
  public Endpoint get(TenantId tenant, EndpointId id) {
    return find(tenant, id).orElseThrow(Endpoints::unknown);
  }

  /** Newest first. */
  public Page<Endpoint> list(TenantId tenant, PageRequest page) {
    return page.page(
        transactions.required(() -> store.list(tenant, page)), endpoint -> endpoint.id().uuid());
  }

  /** Changes the settings that are stored when the row is locked, so that no edit is lost. */
  public Endpoint update(TenantId tenant, EndpointId id, UnaryOperator<EndpointSettings> change) {
    return transactions.required(() -> {
      Instant now = stamp.now();
      AtomicReference<EndpointSettings> before = new AtomicReference<>();
      Endpoint updated =
          store
              .update(
                  tenant,
                  id,
                  now,
                  stored -> {
                    before.set(stored);
                    EndpointSettings after = change.apply(stored);
                    check.settings(after);
                    secrets.check(id, after, now);
                    return after;
                  })
              .orElseThrow(Endpoints::unknown);
      trail.settings(tenant, id, "updated", before.get(), updated.settings());
      return updated;
    });
  }

  /** With its subscriptions and secrets; what was to be sent to it is cancelled. */
  public void delete(TenantId tenant, EndpointId id) {
    transactions.run(() -> {
      Endpoint before = get(tenant, id);
      changes.delete(tenant, id);
      secrets.delete(tenant, id);
      trail.settings(tenant, id, "deleted", before.settings(), null);
    });
  }

  public Endpoint enable(TenantId tenant, EndpointId id, Backlog backlog) {
    if (backlog == Backlog.SKIP) {
      Endpoint unused = get(tenant, id);
      changes.skipBacklog(tenant, id);
    }
    return transactions.required(() -> {
      get(tenant, id);
      changes.enable(tenant, id, backlog);
      trail.status(tenant, id, "enabled", Map.of("backlog", backlog.name()));
      return get(tenant, id);
    });
  }

  public Endpoint disable(TenantId tenant, EndpointId id) {
    return transactions.required(() -> {
      get(tenant, id);
      changes.disable(tenant, id);
      trail.status(tenant, id, "disabled", Map.of());
      return get(tenant, id);
    });
  }

  /** Newest first, without values. */
  public List<SecretInfo> secrets(TenantId tenant, EndpointId id) {
    return transactions.required(() -> {
      get(tenant, id);
      return secrets.list(tenant, id);
    });
  }

  /**
   * A new current secret, shown this once; the old one signs too for {@code overlap} (0 to 7 days).
   * It must fit the formats as at creation. 409 {@code overlap_in_progress} while one is running,
   * unless forced.
   */
  public SecretInfo rotateSecret(TenantId tenant, EndpointId id, SecretRotation rotation) {
    return transactions.required(
        () -> secrets.rotate(tenant, id, rotation, get(tenant, id).settings()));
  }

  public SecretInfo expireSecret(TenantId tenant, EndpointId id, SecretId secret) {
    return transactions.required(() -> {
      get(tenant, id);
      return secrets.expire(tenant, id, secret);
    });
  }

  /** The current secret with its value. The caller has re-authenticated the person. */
  public SecretInfo revealSecret(TenantId tenant, EndpointId id) {
    return transactions.required(() -> {
      get(tenant, id);
      return secrets.reveal(tenant, id);
    });
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("The endpoint");
  }

  /**
   * @param secret as at creation; null: one is generated
   */
  public record SecretRotation(Duration overlap, @Nullable SecretText secret, boolean force) {}
}
