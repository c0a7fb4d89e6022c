package dev.postern.ingest.received;

import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.config.IngestConfig;
import dev.postern.ingest.source.store.RetentionRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Forgets in time: webhooks of sources that keep them for a time of their own, and the keys, proofs
 * and nonces that outlive the webhooks so that purging one never lets a copy of it in again. Any
 * number of nodes may do it at once.
 */
@Service
public class ReceivedExpiry {
  private static final System.Logger LOG = System.getLogger(ReceivedExpiry.class.getName());

  private static final Metadata ROWS =
      Metadata.builder()
          .withName("postern_retention_rows")
          .withDescription("Rows taken away because their time was over, by what they were.")
          .build();

  private final ReceivedExpiryStore store;
  private final RetentionRules rules;
  private final Transactions transactions;
  private final AuditTrail trail;
  private final InstantSource time;
  private final Duration memory;

  @Inject
  public ReceivedExpiry(
      ReceivedExpiryStore store,
      RetentionRules rules,
      Transactions transactions,
      AuditTrail trail,
      InstantSource time,
      IngestConfig config) {
    this.store = store;
    this.rules = rules;
    this.transactions = transactions;
    this.trail = trail;
    this.time = time;
    this.memory = config.dedupeRetention();
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      PlatformConfig node,
      MetricRegistry registry,
      ScheduledExecutorService scheduler) {
    if (node.roles().contains(PlatformConfig.NodeRole.INGEST)) {
      Counter freed = registry.counter(ROWS, new Tag("kind", "received"));
      // Each round that took something away is an entry in a trail that is kept for ever.
      scheduler.scheduleWithFixedDelay(() -> freed.inc(run()), 7, 60, TimeUnit.MINUTES);
    }
  }

  /** One round; never throws. Returns how many webhooks it took away. */
  public int run() {
    int webhooks = 0;
    try {
      Instant now = time.instant();
      for (Map.Entry<TenantId, List<RetentionRules.Rule>> tenant : byTenant().entrySet()) {
        webhooks += tenant(tenant.getKey(), tenant.getValue(), now);
      }
      all(() -> store.keys(now.minus(memory)));
      all(() -> store.nonces(now.minus(memory)));
    } catch (RuntimeException away) {
      LOG.log(System.Logger.Level.WARNING, "received_expiry_failed", away);
    }
    return webhooks;
  }

  private Map<TenantId, List<RetentionRules.Rule>> byTenant() {
    return rules.all().stream()
        .collect(
            Collectors.groupingBy(
                RetentionRules.Rule::tenant, LinkedHashMap::new, Collectors.toList()));
  }

  private int tenant(TenantId tenant, List<RetentionRules.Rule> sources, Instant now) {
    int freed = 0;
    try {
      for (RetentionRules.Rule rule : sources) {
        freed += all(() -> store.received(rule.source(), now.minus(rule.keep())));
      }
      return freed;
    } finally {
      note(tenant, freed);
    }
  }

  /** Nobody should have to guess where last year's webhooks are. */
  private void note(TenantId tenant, int freed) {
    if (freed > 0) {
      Change change =
          Change.of("retention.freed", "retention", "rows").to(Map.of("received", freed));
      Acting.machine(
          "retention",
          () -> {
            transactions.run(() -> trail.record(tenant, change));
            return freed;
          });
    }
  }

  private int all(IntSupplier some) {
    int all = 0;
    int deleted;
    do {
      deleted = transactions.required(some::getAsInt);
      all += deleted;
    } while (deleted >= ReceivedExpiryStore.AT_ONCE);
    return all;
  }
}
