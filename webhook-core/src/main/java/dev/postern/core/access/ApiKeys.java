package dev.postern.core.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.postern.core.Service;
import dev.postern.core.access.store.ApiKeyStore;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.ApiKeyId;
import dev.postern.core.id.Mode;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.Transactions;
import dev.postern.core.text.DisplayName;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Makes, finds and revokes API keys. A revoked key stops within a second on every node. */
@Service
public class ApiKeys {
  private static final Duration MAX_AGE = Duration.ofSeconds(1);

  private final ApiKeyStore store;
  private final PlatformConfig config;
  private final Transactions transactions;
  private final AuditTrail trail;
  private final Stamp stamp;

  private final SecureRandom random = new SecureRandom();
  private final LoadingCache<String, Optional<ApiKey>> recent;

  @Inject
  ApiKeys(
      ApiKeyStore store,
      PlatformConfig config,
      Transactions transactions,
      AuditTrail trail,
      Stamp stamp,
      ExecutorService executor) {
    this.store = store;
    this.config = config;
    this.transactions = transactions;
    this.trail = trail;
    this.stamp = stamp;
    // Read anew while others go on with what is there: whoever uses a busy key must not stand still
    // each second.
    this.recent =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .refreshAfterWrite(MAX_AGE.dividedBy(2))
            .expireAfterWrite(MAX_AGE)
            .executor(executor)
            .build(text -> store.byHash(ApiKeyToken.hash(text)));
  }

  /** A fresh key with its text, this once. */
  public record Issued(ApiKey key, SecretText value) {}

  /** A key with all that the role allows, in the mode of that id. */
  public Issued issue(TenantId tenant, String name, Role role, @Nullable Instant expiresAt) {
    KeyReach reach = new KeyReach(role, List.of(), tenant.mode());
    return issue(tenant, new NewApiKey(name, reach, expiresAt));
  }

  /** 422 for a bad name, an expiry in the past, or scopes that leave nothing. */
  public Issued issue(TenantId tenant, NewApiKey wanted) {
    Instant now = stamp.now();
    String shown = DisplayName.require(wanted.name());
    if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
      throw ProblemException.unprocessable(
          "invalid_expires_at", "/expires_at", "expires_at is in the past.");
    }
    if (!wanted.reach().role().permissions().containsAll(wanted.reach().scopes())) {
      throw ProblemException.unprocessable(
          "invalid_scopes", "/scopes", "A scope goes beyond what the role allows.");
    }
    String text = ApiKeyToken.generate(random);
    ApiKey key =
        new ApiKey(
            new ApiKeyId(stamp.id()),
            tenant.in(Mode.LIVE),
            shown,
            text.substring(0, 10),
            wanted.reach(),
            now,
            wanted.expiresAt(),
            null);
    transactions.run(() -> {
      store.insert(key, ApiKeyToken.hash(text));
      trail.record(key.tenant(), Change.of("api_key.created", "api_key", key.id()).to(key));
    });
    return new Issued(key, SecretText.of(text));
  }

  /** Who holds this bearer text; empty when nobody does (any more). */
  public Optional<Caller> authenticate(String bearer) {
    if (config.adminApiKey().filter(key -> same(key, bearer)).isPresent()) {
      return Optional.of(
          new Caller("api_key", "platform", "platform key", Optional.empty(), Role.PLATFORM_ADMIN));
    }
    if (!ApiKeyToken.wellFormed(bearer)) {
      return Optional.empty();
    }
    return recent.get(bearer).filter(key -> key.liveAt(stamp.now())).map(ApiKey::caller);
  }

  /** Newest first: the keys of both modes, or those of one. */
  public Page<ApiKey> list(TenantId tenant, @Nullable Mode mode, PageRequest page) {
    return page.page(store.list(tenant.in(Mode.LIVE), mode, page), key -> key.id().uuid());
  }

  public Page<ApiKey> list(TenantId tenant, PageRequest page) {
    return list(tenant, null, page);
  }

  public Optional<ApiKey> find(TenantId tenant, ApiKeyId id) {
    return store.byId(tenant.in(Mode.LIVE), id);
  }

  public void revoke(TenantId tenant, ApiKeyId id) {
    transactions.run(() -> {
      ApiKey key = find(tenant, id).orElseThrow(() -> ProblemException.notFound("The API key"));
      store.delete(key.tenant(), id);
      trail.record(key.tenant(), Change.of("api_key.revoked", "api_key", id).from(key));
    });
    recent.invalidateAll();
  }

  private static boolean same(SecretText key, String bearer) {
    return MessageDigest.isEqual(ApiKeyToken.hash(key.reveal()), ApiKeyToken.hash(bearer));
  }
}
