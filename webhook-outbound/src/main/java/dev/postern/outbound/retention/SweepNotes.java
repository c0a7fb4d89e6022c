package dev.postern.outbound.retention;

import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Puts into the trail what a sweep freed, of each tenant that it took something from: nobody should
 * have to guess where last year's deliveries are. Thread-safe.
 */
@Service
class SweepNotes {
  private static final String ACTOR = "retention";

  private final AuditTrail trail;
  private final Transactions transactions;

  @Inject
  SweepNotes(AuditTrail trail, Transactions transactions) {
    this.trail = trail;
    this.transactions = transactions;
  }

  void note(Sweep.Taken taken) {
    Acting.machine(
        ACTOR,
        () -> {
          taken.tenants().forEach(this::tenant);
          if (taken.weeks() > 0) {
            transactions.run(() ->
                trail.recordPlatform(
                    Change.of("retention.weeks_dropped", "retention", "weeks")
                        .to(Map.of("weeks", taken.weeks()))));
          }
          return true;
        });
  }

  private void tenant(TenantId tenant, Map<Kind, Integer> rows) {
    Map<String, Integer> freed = new LinkedHashMap<>();
    rows.forEach((kind, count) -> {
      if (count > 0) {
        freed.put(kind.name().toLowerCase(Locale.ROOT), count);
      }
    });
    if (!freed.isEmpty()) {
      transactions.run(
          () -> trail.record(tenant, Change.of("retention.freed", "retention", "rows").to(freed)));
    }
  }
}
