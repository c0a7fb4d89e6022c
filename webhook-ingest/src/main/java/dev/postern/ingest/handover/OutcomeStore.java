package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.TenantId;
import dev.postern.core.purge.Leftovers;
import dev.postern.core.purge.PurgeKind;
import dev.postern.core.purge.PurgeStep;
import dev.postern.core.store.Database;
import dev.postern.ingest.HandoverOutcome;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code handover_outcome}, and forgets it and {@code handled_once} in time. */
@Service
public class OutcomeStore implements Leftovers {
  private static final int MAX_ERROR = 1000;
  private final Database database;

  @Inject
  public OutcomeStore(Database database) {
    this.database = database;
  }

  List<HandoverOutcome> of(TenantId tenant, ReceivedId id) {
    return database.query(
        """
        select * from handover_outcome where tenant_id = ? and received_id = ? order by recipient
        """,
        row ->
            new HandoverOutcome(
                row.text("recipient"),
                row.word("status", HandoverOutcome.Status.class),
                row.integer("attempts"),
                row.textOrNull("error"),
                row.number("duration_ms"),
                row.instant("recorded_at")),
        tenant,
        id);
  }

  /** The latest try replaces the one before and adds to the attempts. */
  void record(Claimed claimed, String recipient, Outcome outcome, Instant now) {
    switch (outcome) {
      case Outcome.Done done ->
          write(claimed, recipient, HandoverOutcome.Status.DONE, null, done.millis(), now);
      case Outcome.Failed failed ->
          write(
              claimed,
              recipient,
              failed.kind() == Outcome.Kind.HOPELESS
                  ? HandoverOutcome.Status.REFUSED
                  : HandoverOutcome.Status.FAILED,
              fit(failed.error()),
              failed.millis(),
              now);
      case Outcome.LeaseLost() -> throw new IllegalArgumentException("Nothing is known.");
    }
  }

  /** Before it is handed over from the start. */
  void forget(TenantId tenant, ReceivedId id) {
    database.update(
        "delete from handover_outcome where tenant_id = ? and received_id = ?", tenant, id);
  }

  void forgetBefore(Instant time) {
    database.update("delete from handover_outcome where recorded_at < ?", time);
    database.update("delete from handled_once where done_at < ?", time);
  }

  @Override
  public PurgeKind kind() {
    return PurgeKind.TENANT;
  }

  /** Outcomes go with their source. */
  @Override
  public List<PurgeStep> steps() {
    return List.of(PurgeStep.rows(database, "handled_once", "tenant_id", "tenant_id, once_key"));
  }

  private void write(
      Claimed claimed,
      String recipient,
      HandoverOutcome.Status status,
      @Nullable String error,
      long millis,
      Instant now) {
    database.update(
        """
        insert into handover_outcome (received_id, recipient, tenant_id, source_id, status,
          attempts, error, duration_ms, recorded_at)
        values (?, ?, ?, ?, ?, 0, null, 0, ?)
        on conflict do nothing
        """,
        claimed.id(),
        recipient,
        claimed.tenant(),
        claimed.source(),
        status,
        now);
    database.update(
        """
        update handover_outcome
        set status = ?, attempts = attempts + 1, error = ?, duration_ms = ?, recorded_at = ?
        where received_id = ? and recipient = ?
        """,
        status,
        error,
        millis,
        now,
        claimed.id(),
        recipient);
  }

  private static String fit(String error) {
    String clean = error.replace("\0", "");
    return clean.length() <= MAX_ERROR ? clean : clean.substring(0, MAX_ERROR);
  }
}
