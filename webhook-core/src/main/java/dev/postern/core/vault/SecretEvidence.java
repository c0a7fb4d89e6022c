package dev.postern.core.vault;

import dev.postern.core.Service;
import dev.postern.core.id.SecretId;
import dev.postern.core.store.SeldomLog;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.core.vault.store.SecretStore;
import dev.postern.core.vault.store.SecretUses;
import dev.postern.core.vault.store.UseStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts which secret version verified what, in memory, and adds the sums to the store once a
 * second: evidence must not cost a write per request. A crash loses at most the last second of
 * counting.
 */
@Service
public class SecretEvidence {
  private static final SeldomLog LOG =
      new SeldomLog(System.getLogger(SecretEvidence.class.getName()));

  private static final Duration KEPT = Duration.ofDays(8);

  private final UseStore uses;
  private final SecretStore store;
  private final InstantSource time;
  private final ScheduledExecutorService scheduler;

  private final ConcurrentHashMap<SecretId, SecretUses> pending = new ConcurrentHashMap<>();

  @Inject
  SecretEvidence(
      UseStore uses, SecretStore store, InstantSource time, ScheduledExecutorService scheduler) {
    this.uses = uses;
    this.store = store;
    this.time = time;
    this.scheduler = scheduler;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    scheduler.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    scheduler.scheduleWithFixedDelay(this::sweep, 5, 60, TimeUnit.MINUTES);
  }

  void sweep() {
    try {
      uses.forgetBefore(time.instant().minus(KEPT));
    } catch (RuntimeException away) {
      // A timer that throws is never run again.
      LOG.warn("secret_evidence_sweep_failed", away);
    }
  }

  void purge(@Observes TenantDeleted event) {
    store.deleteTenant(event.tenant());
  }

  /** The version verified one request (or signed one delivery) at this instant. */
  public void used(SecretId secret, Instant at) {
    pending.merge(secret, new SecretUses(1, at), SecretUses::plus);
  }

  @PreDestroy
  void flush() {
    Map<SecretId, SecretUses> batch = new HashMap<>();
    for (SecretId id : pending.keySet()) {
      SecretUses counted = pending.remove(id);
      if (counted != null) {
        batch.put(id, counted);
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      uses.add(batch);
    } catch (RuntimeException e) {
      // The database is away: keep counting, try again with the next flush.
      batch.forEach((id, counted) -> pending.merge(id, counted, SecretUses::plus));
      LOG.warn("secret_evidence_flush_failed", e);
    }
  }
}
