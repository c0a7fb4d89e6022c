package dev.postern.core.vault;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.Stamp;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Rings of secrets by owner (an endpoint's or a source's UUID). Thread-safe.
 *
 * <p>Whether a version is live is decided by its own expiry at every use, so that a cache never
 * prolongs it. Opened rings are cached for moments, and {@link #rotate} and {@link #expire} return
 * when those are over: what a node decides after that, it decides with the change. The same moments
 * make up for clocks of nodes that differ by less.
 */
@Service
public class Secrets {
  private static final Duration MAX_OVERLAP = Duration.ofDays(7);
  private static final Duration RECENT = Duration.ofHours(24);

  /** Nobody else waits meanwhile: neither for the rows nor for a connection. */
  private static final Runnable OUTLIVED = RingCache::outlive;

  private final SecretStore store;
  private final Vault vault;
  private final Transactions transactions;
  private final AuditTrail trail;
  private final Stamp stamp;

  private final RingCache rings = new RingCache(this::read);

  @Inject
  Secrets(
      SecretStore store, Vault vault, Transactions transactions, AuditTrail trail, Stamp stamp) {
    this.store = store;
    this.vault = vault;
    this.transactions = transactions;
    this.trail = trail;
    this.stamp = stamp;
  }

  /**
   * Live and expired versions of the owner, opened, with every change that was acknowledged before
   * this call. Empty when it has none.
   */
  public SecretRing ring(UUID owner) {
    return rings.recent(owner);
  }

  /**
   * The ring as it was within the last second, for who makes sure of what follows from it; empty
   * when the store would have to be asked.
   */
  public Optional<SecretRing> known(UUID owner) {
    return rings.known(owner);
  }

  /** The ring if it was read from {@code since} on. */
  public Optional<SecretRing> known(UUID owner, RingMoment since) {
    return rings.known(owner, since);
  }

  /** They are about to be asked for: those that are not known are read together. */
  public void ready(Set<UUID> owners) {
    rings.ready(owners);
  }

  /** The live values as they stand in the store, kept from changing until the caller commits. */
  public List<SecretText> live(TenantId tenant, Owner owner) {
    return transactions.required(() -> {
      Instant now = stamp.now();
      return store.lock(tenant, owner.uuid()).stream()
          .filter(version -> version.liveAt(now))
          .map(this::opened)
          .toList();
    });
  }

  /** The first version. Joins the caller's transaction. */
  public SecretInfo create(TenantId tenant, Owner owner, SecretText text) {
    return transactions.required(() -> insert(tenant, owner.uuid(), text));
  }

  /**
   * Makes {@code next} current; the present one stays live for {@code overlap} (0 to 7 days). 409
   * {@code overlap_in_progress} while an older version is still live, unless forced: then it too
   * ends with the new overlap, or when it would have ended, whichever is sooner.
   */
  public SecretInfo rotate(
      TenantId tenant, Owner owner, SecretText next, Duration overlap, boolean force) {
    if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
      throw ProblemException.unprocessable(
          "invalid_overlap", "/overlap", "An overlap is PT0S to P7D.");
    }
    return transactions.required(() -> {
      Instant now = stamp.now();
      List<StoredSecret> versions = store.lock(tenant, owner.uuid());
      boolean overlapping = versions.stream().anyMatch(v -> v.expiresAt() != null && v.liveAt(now));
      if (overlapping && !force) {
        throw ProblemException.conflict(
            "overlap_in_progress",
            "An older secret is still live: expire it first, or force the rotation.");
      }
      store.endBy(tenant, owner.uuid(), now.plus(overlap));
      SecretInfo made = insert(tenant, owner.uuid(), next);
      record(
          tenant,
          owner,
          "rotated",
          Map.of("secret_id", made.id(), "overlap", overlap, "forced", force));
      transactions.afterRelease(OUTLIVED);
      return made;
    });
  }

  /** Ends a retiring version now. 409 {@code current_secret} for the current one. */
  public SecretInfo expire(TenantId tenant, Owner owner, SecretId id) {
    return transactions.required(() -> {
      Instant now = stamp.now();
      StoredSecret secret =
          store.lock(tenant, owner.uuid()).stream()
              .filter(version -> version.id().equals(id))
              .findFirst()
              .orElseThrow(() -> ProblemException.notFound("The secret"));
      if (secret.expiresAt() == null) {
        throw ProblemException.conflict(
            "current_secret", "The current secret cannot be expired: rotate it.");
      }
      if (secret.liveAt(now)) {
        store.expire(tenant, id, now);
        record(tenant, owner, "expired", Map.of("secret_id", id));
      }
      changed(owner.uuid());
      transactions.afterRelease(OUTLIVED);
      return list(tenant, owner).stream()
          .filter(info -> info.id().equals(id))
          .findFirst()
          .orElseThrow();
    });
  }

  /** Newest first, without values, each with what it did in the last 24 hours. */
  public List<SecretInfo> list(TenantId tenant, Owner owner) {
    Instant now = stamp.now();
    Map<SecretId, Long> recent = store.uses().since(tenant, owner.uuid(), now.minus(RECENT));
    // A request is verified by one version; a delivery may be signed by several at once.
    boolean signs = owner.id() instanceof EndpointId;
    long total =
        signs
            ? recent.values().stream().mapToLong(Long::longValue).max().orElse(0)
            : recent.values().stream().mapToLong(Long::longValue).sum();
    return store.byOwner(tenant, owner.uuid()).stream()
        .map(secret ->
            SecretInfo.of(secret, now)
                .with(
                    new SecretInfo.Recent(
                        recent.getOrDefault(secret.id(), 0L),
                        total,
                        signs,
                        secret.expiresAt() == null)))
        .toList();
  }

  /** The current version with its value. The caller has re-authenticated the person. */
  public SecretInfo reveal(TenantId tenant, Owner owner) {
    return transactions.required(() -> {
      StoredSecret current =
          store.byOwner(tenant, owner.uuid()).stream()
              .filter(secret -> secret.expiresAt() == null)
              .findFirst()
              .orElseThrow(() -> ProblemException.notFound("A current secret"));
      record(tenant, owner, "revealed", Map.of("secret_id", current.id()));
      return SecretInfo.of(current, stamp.now()).showing(opened(current).reveal());
    });
  }

  /** A current version that nobody replaced for a long time; the owner's type is not known. */
  public record Aged(UUID owner, Instant createdAt) {}

  /** The oldest first, at most so many. */
  public List<Aged> currentSince(TenantId tenant, Instant before, int limit) {
    return store.currentSince(tenant, before, limit);
  }

  /** Joins the transaction that deletes the owner. */
  public void deleteOwner(TenantId tenant, Owner owner) {
    store.deleteOwner(tenant, owner.uuid());
    changed(owner.uuid());
  }

  private void record(TenantId tenant, Owner owner, String what, Map<String, Object> after) {
    trail.record(
        tenant, Change.of(owner.type() + ".secret." + what, owner.type(), owner.id()).to(after));
  }

  private SecretInfo insert(TenantId tenant, UUID owner, SecretText text) {
    Instant now = stamp.now();
    StoredSecret blank =
        new StoredSecret(new SecretId(stamp.id()), tenant, owner, new byte[0], now, null, 0, null);
    StoredSecret secret =
        new StoredSecret(
            blank.id(), tenant, owner, vault.seal(text, blank.context()), now, null, 0, null);
    store.insert(secret);
    changed(owner);
    return SecretInfo.of(secret, now).showing(text.reveal());
  }

  private void changed(UUID owner) {
    rings.forget(owner);
    transactions.afterCommit(() -> rings.forget(owner));
  }

  private Map<UUID, SecretRing> read(Set<UUID> owners, Map<UUID, SecretRing> known) {
    Map<UUID, List<StoredSecret>> versions =
        store.byOwners(owners).stream().collect(Collectors.groupingBy(StoredSecret::owner));
    return owners.stream()
        .collect(
            Collectors.toMap(
                owner -> owner,
                owner ->
                    opened(
                        versions.getOrDefault(owner, List.of()),
                        known.getOrDefault(owner, SecretRing.empty()))));
  }

  private SecretRing opened(List<StoredSecret> versions, SecretRing known) {
    return new SecretRing(
        versions.stream()
            .map(s ->
                new SecretVersion(
                    s.id().toString(), opened(s, known), s.createdAt(), s.expiresAt()))
            .toList());
  }

  /** The text of a version never changes: one that was opened is not opened again. */
  private SecretText opened(StoredSecret secret, SecretRing known) {
    String id = secret.id().toString();
    return known.versions().stream()
        .filter(version -> version.id().equals(id))
        .findFirst()
        .map(SecretVersion::text)
        .orElseGet(() -> opened(secret));
  }

  private SecretText opened(StoredSecret secret) {
    return vault.open(secret.ciphertext(), secret.context());
  }
}
