package dev.postern.ingest.guard;

import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.MeasureId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.Measure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door to measures. Every change is audited in its own transaction. Thread-safe. */
@Service
public class Measures {
  private final MeasureStore store;
  private final ActiveMeasures active;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  public Measures(ActiveMeasures active, AuditTrail audit, Transactions transactions, Stamp stamp) {
    this.store = active.store();
    this.active = active;
    this.audit = audit;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  /** What is to be done, to whom, for how long and why. */
  public record Wish(
      TenantId tenant,
      SourceId source,
      Measure.Kind kind,
      @Nullable String network,
      Duration lasting,
      String reason) {}

  /**
   * What the machine wishes: a person who has undone the same since then knows better, and nothing
   * is done.
   */
  public Optional<Measure> applyUnlessUndone(Wish wish, Instant since) {
    return transactions.required(() -> {
      boolean undone =
          store.undone(wish.source(), since).stream().anyMatch(measure -> same(measure, wish));
      return undone ? Optional.empty() : Optional.of(applied(wish));
    });
  }

  /** A measure of the same kind and network that is in force is prolonged instead. */
  public Measure apply(Wish wish) {
    return transactions.required(() -> {
      // One at a time, so that two people never make two of it.
      store.hold(wish.source());
      return applied(wish);
    });
  }

  private Measure applied(Wish wish) {
    Instant now = stamp.now();
    transactions.afterCommit(active::refresh);
    Optional<Measure> same =
        store.active(now).stream().filter(measure -> same(measure, wish)).findFirst();
    if (same.isPresent()) {
      return prolong(same.get(), now.plus(wish.lasting()));
    }
    Measure measure =
        new Measure(
            new MeasureId(stamp.id()),
            wish.tenant(),
            wish.source(),
            wish.kind(),
            wish.network(),
            wish.reason(),
            now,
            now.plus(wish.lasting()),
            null);
    store.insert(measure);
    audit.record(
        wish.tenant(), Change.of("source.measure.applied", "source", wish.source()).to(measure));
    return measure;
  }

  /** It never ends earlier by this; one that lasts longer already is left as it is. */
  private Measure prolong(Measure before, Instant until) {
    store.prolong(before.id(), until);
    Measure after = store.find(before.tenant(), before.source(), before.id()).orElseThrow();
    if (!after.equals(before)) {
      audit.record(
          before.tenant(),
          Change.of("source.measure.prolonged", "source", before.source()).from(before).to(after));
    }
    return after;
  }

  /** Newest first. */
  public Page<Measure> list(TenantId tenant, SourceId source, PageRequest page) {
    return page.page(store.list(tenant, source, page), measure -> measure.id().uuid());
  }

  /** Ends it now; 409 {@code measure_over} when it has ended. */
  public Measure undo(TenantId tenant, SourceId source, MeasureId id) {
    return transactions.required(() -> {
      Measure before =
          store
              .find(tenant, source, id)
              .orElseThrow(() -> ProblemException.notFound("The measure"));
      if (!store.end(id, stamp.now())) {
        throw ProblemException.conflict("measure_over", "This measure has ended already.");
      }
      transactions.afterCommit(active::refresh);
      Measure after = store.find(tenant, source, id).orElseThrow();
      audit.record(
          tenant, Change.of("source.measure.undone", "source", source).from(before).to(after));
      return after;
    });
  }

  private static boolean same(Measure measure, Wish wish) {
    return measure.source().equals(wish.source())
        && measure.kind() == wish.kind()
        && Objects.equals(measure.network(), wish.network());
  }
}
