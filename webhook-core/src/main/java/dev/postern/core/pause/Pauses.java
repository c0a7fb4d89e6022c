package dev.postern.core.pause;

import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.PauseId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notice;
import dev.postern.core.notice.Notices;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.TenantDeleted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The door to pauses. A null tenant means the platform. Every node obeys within a second. */
@Service
public class Pauses {
  /** Of the notice that lasts as long as a pause. */
  public static final String KIND = "paused";

  private final PauseStore store;
  private final Transactions transactions;
  private final AuditTrail trail;
  private final Notices notices;
  private final Stamp stamp;

  @Inject
  public Pauses(
      PauseStore store, Transactions transactions, AuditTrail trail, Notices notices, Stamp stamp) {
    this.store = store;
    this.transactions = transactions;
    this.trail = trail;
    this.notices = notices;
    this.stamp = stamp;
  }

  /**
   * 409 {@code already_paused}.
   *
   * @param byPlatform whether somebody asks who runs the platform
   */
  public Pause pause(@Nullable TenantId tenant, NewPause wanted, boolean byPlatform) {
    Pause pause =
        new Pause(
            new PauseId(stamp.id()),
            tenant,
            wanted.scope(),
            wanted.object(),
            wanted.intake(),
            wanted.deliveries(),
            wanted.reason(),
            Acting.actor().name(),
            byPlatform,
            stamp.now());
    transactions.run(() -> {
      if (!store.insert(pause)) {
        throw ProblemException.conflict(
            "already_paused", "This is paused already: resume it first.");
      }
      notices.raise(notice(pause));
      record(tenant, change("paused", pause).to(pause));
    });
    return pause;
  }

  /**
   * 404 when there is no such pause of the tenant, 403 {@code paused_by_platform} when its own
   * people may not end it.
   *
   * @param byPlatform whether somebody asks who runs the platform
   */
  public void resume(@Nullable TenantId tenant, PauseId id, boolean byPlatform) {
    transactions.run(() -> {
      Pause pause =
          store.find(tenant, id).orElseThrow(() -> ProblemException.notFound("The pause"));
      if (pause.byPlatform() && !byPlatform) {
        throw new ProblemException(
            Problem.of(
                403,
                "paused_by_platform",
                "Those who run this Postern paused it: ask them to resume it."));
      }
      store.delete(id);
      notices.resolve(tenant, incident(pause));
      record(tenant, change("resumed", pause).from(pause));
    });
  }

  /** The tenant's own, newest first; of the platform only what stops everything. */
  public List<Pause> list(@Nullable TenantId tenant) {
    return store.of(tenant);
  }

  void purge(@Observes TenantDeleted event) {
    store.deleteAll(event.tenant());
  }

  private static Notice notice(Pause pause) {
    return new Notice(
        pause.tenant(),
        KIND,
        Notice.Severity.WARNING,
        incident(pause),
        "%s paused %s of %s: %s"
            .formatted(
                pause.pausedBy(),
                pause.intake() && pause.deliveries()
                    ? "intake and deliveries"
                    : pause.intake() ? "intake" : "deliveries",
                pause.objectId() == null
                    ? "everything"
                    : pause.scope().word() + " " + pause.objectId(),
                pause.reason()),
        Map.of("pause_id", pause.id().toString()));
  }

  private static String incident(Pause pause) {
    return KIND + ":" + pause.object();
  }

  private static Change change(String what, Pause pause) {
    return Change.of(
        pause.scope().word() + "." + what,
        pause.scope().word(),
        pause.objectId() == null ? "everything" : pause.objectId());
  }

  private void record(@Nullable TenantId tenant, Change change) {
    if (tenant == null) {
      trail.recordPlatform(change);
    } else {
      trail.record(tenant, change);
    }
  }
}
