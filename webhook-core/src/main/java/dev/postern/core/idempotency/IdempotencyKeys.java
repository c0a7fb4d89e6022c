package dev.postern.core.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.idempotency.store.IdempotencyStore;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretText;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.core.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keys by scope: the caller's tenant or {@code platform}, {@code |} and the caller. The unique key
 * of the table decides who comes first.
 *
 * <p>The answer is stored right after the operation's own commit. When a node dies between the two,
 * the key stays unanswered; after {@link #ABANDONED} the request may run again.
 */
@Service
public class IdempotencyKeys {
  static final Duration KEPT = Duration.ofHours(24);
  static final Duration ABANDONED = Duration.ofSeconds(60);

  private final IdempotencyStore store;
  private final Vault vault;
  private final InstantSource time;
  private final ScheduledExecutorService scheduler;

  @Inject
  IdempotencyKeys(
      IdempotencyStore store, Vault vault, InstantSource time, ScheduledExecutorService scheduler) {
    this.store = store;
    this.vault = vault;
    this.time = time;
    this.scheduler = scheduler;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    scheduler.scheduleWithFixedDelay(
        () -> store.deleteBefore(time.instant().minus(KEPT)), 1, 60, TimeUnit.MINUTES);
  }

  /** Of the tenant, whoever called: an answer may hold what it owned. */
  void purge(@Observes TenantDeleted event) {
    store.deleteOf(event.tenant());
  }

  /**
   * @param requestHash SHA-256 over everything that makes the request what it is
   * @param pathTenant whose path it came by: the answer goes when that tenant goes
   */
  public Claim claim(String scope, String key, byte[] requestHash, @Nullable TenantId pathTenant) {
    Instant now = time.instant();
    store.deleteExpired(scope, key, now.minus(KEPT), now.minus(ABANDONED));
    if (store.insert(scope, key, requestHash, pathTenant, now)) {
      return new Claim.Fresh();
    }
    Optional<IdempotencyStore.Entry> found = store.find(scope, key);
    if (found.isEmpty()) {
      return new Claim.InProgress();
    }
    IdempotencyStore.Entry entry = found.get();
    if (!MessageDigest.isEqual(entry.requestHash(), requestHash)) {
      return new Claim.Reused();
    }
    return entry
        .answer()
        .<Claim>map(sealed -> new Claim.Answered(open(sealed, scope, key)))
        .orElseGet(Claim.InProgress::new);
  }

  public void complete(String scope, String key, StoredAnswer answer) {
    try {
      String text = Json.mapper().writeValueAsString(answer);
      store.complete(scope, key, vault.seal(SecretText.of(text), context(scope, key)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer of strings is always JSON", e);
    }
  }

  /** The operation did not happen: the key is free again. */
  public void release(String scope, String key) {
    store.delete(scope, key);
  }

  private StoredAnswer open(byte[] sealed, String scope, String key) {
    try {
      return Json.mapper()
          .readValue(vault.open(sealed, context(scope, key)).reveal(), StoredAnswer.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored answer is JSON", e);
    }
  }

  private static String context(String scope, String key) {
    return "idempotency|" + scope + "|" + key;
  }
}
