package dev.postern.core.vault;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.core.Service;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.store.Transactions;
import dev.postern.core.vault.store.SecretStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Rings of secrets by owner (an endpoint's or a source's UUID). Thread-safe.
 *
 * <p>Opened rings are cached for a second at most; whether a version is live is decided by its own
 * expiry at every use, so that a cache never prolongs it.
 */
@Service
public class Secrets {
  private static final Duration MAX_OVERLAP = Duration.ofDays(7);

  private final SecretStore store;
  private final Vault vault;
  private final Transactions transactions;
  private final InstantSource time;
  private final IdSource ids;

  private final LoadingCache<UUID, SecretRing> rings =
      Caffeine.newBuilder()
          .maximumSize(20_000)
          .expireAfterWrite(Duration.ofSeconds(1))
          .build(this::load);

  @Inject
  Secrets(
      SecretStore store, Vault vault, Transactions transactions, InstantSource time, IdSource ids) {
    this.store = store;
    this.vault = vault;
    this.transactions = transactions;
    this.time = time;
    this.ids = ids;
  }

  /** Live and expired versions of the owner, opened. Empty when it has none. */
  public SecretRing ring(UUID owner) {
    return rings.get(owner);
  }

  /** The first version. Joins the caller's transaction. */
  public SecretInfo create(TenantId tenant, UUID owner, SecretText text) {
    return transactions.required(() -> insert(tenant, owner, text));
  }

  /**
   * Makes {@code next} current; the present one stays live for {@code overlap} (0 to 7 days). 409
   * {@code overlap_in_progress} while an older version is still live, unless forced.
   */
  public SecretInfo rotate(
      TenantId tenant, UUID owner, SecretText next, Duration overlap, boolean force) {
    if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
      throw ProblemException.unprocessable(
          "invalid_overlap", "/overlap", "An overlap is PT0S to P7D.");
    }
    return transactions.required(() -> {
      Instant now = time.instant();
      List<StoredSecret> versions = store.lock(tenant, owner);
      boolean overlapping = versions.stream().anyMatch(v -> v.expiresAt() != null && v.liveAt(now));
      if (overlapping && !force) {
        throw ProblemException.conflict(
            "overlap_in_progress",
            "An older secret is still live: expire it first, or force the rotation.");
      }
      store.expireCurrent(tenant, owner, now.plus(overlap));
      return insert(tenant, owner, next);
    });
  }

  /** Ends a retiring version now. 409 {@code current_secret} for the current one. */
  public SecretInfo expire(TenantId tenant, UUID owner, SecretId id) {
    return transactions.required(() -> {
      Instant now = time.instant();
      StoredSecret secret =
          store.lock(tenant, owner).stream()
              .filter(version -> version.id().equals(id))
              .findFirst()
              .orElseThrow(() -> ProblemException.notFound("The secret"));
      if (secret.expiresAt() == null) {
        throw ProblemException.conflict(
            "current_secret", "The current secret cannot be expired: rotate it.");
      }
      if (secret.liveAt(now)) {
        store.expire(tenant, id, now);
      }
      changed(owner);
      return list(tenant, owner).stream()
          .filter(info -> info.id().equals(id))
          .findFirst()
          .orElseThrow();
    });
  }

  /** Newest first, without values. */
  public List<SecretInfo> list(TenantId tenant, UUID owner) {
    Instant now = time.instant();
    return store.byOwner(tenant, owner).stream().map(s -> SecretInfo.of(s, now)).toList();
  }

  /** The current version with its value. The caller has re-authenticated the person. */
  public SecretInfo reveal(TenantId tenant, UUID owner) {
    return store.byOwner(tenant, owner).stream()
        .filter(secret -> secret.expiresAt() == null)
        .findFirst()
        .map(s -> SecretInfo.of(s, time.instant()).showing(opened(s).reveal()))
        .orElseThrow(() -> ProblemException.notFound("A current secret"));
  }

  /** Joins the transaction that deletes the owner. */
  public void deleteOwner(TenantId tenant, UUID owner) {
    store.deleteOwner(tenant, owner);
    changed(owner);
  }

  private SecretInfo insert(TenantId tenant, UUID owner, SecretText text) {
    Instant now = time.instant();
    StoredSecret blank =
        new StoredSecret(new SecretId(ids.next()), tenant, owner, new byte[0], now, null, 0, null);
    StoredSecret secret =
        new StoredSecret(
            blank.id(), tenant, owner, vault.seal(text, blank.context()), now, null, 0, null);
    store.insert(secret);
    changed(owner);
    return SecretInfo.of(secret, now).showing(text.reveal());
  }

  private void changed(UUID owner) {
    rings.invalidate(owner);
    transactions.afterCommit(() -> rings.invalidate(owner));
  }

  private SecretRing load(UUID owner) {
    return new SecretRing(
        store.byOwner(owner).stream()
            .map(s -> new SecretVersion(s.id().toString(), opened(s), s.createdAt(), s.expiresAt()))
            .toList());
  }

  private SecretText opened(StoredSecret secret) {
    return vault.open(secret.ciphertext(), secret.context());
  }
}
