package dev.postern.outbound.ledger.store;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.Cause;
import dev.postern.outbound.ledger.DeadLetters;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;

/** Groups what was given up. The last attempt of each is read by its index. */
@Service
public class DeadReader {
  /** {@code OUTCOME:status} of the last attempt of {@code d}; null without one. */
  static final String LAST_OUTCOME =
      """
      (select a.outcome || ':' || coalesce(cast(a.response_status as varchar), '')
         from attempt a where a.delivery_id = d.id and a.number = d.attempt_count
        order by a.id desc limit 1)\
      """;

  private final Database database;

  @Inject
  public DeadReader(Database database) {
    this.database = database;
  }

  public List<DeadLetters.Group> groups(TenantId tenant, int newest) {
    return database.query(
        """
        select endpoint_id, status_reason, last_outcome, count(*) as n,
          min(completed_at) as first_at, max(completed_at) as last_at
        from (
          select d.endpoint_id, d.status_reason,
            coalesce(d.completed_at, d.created_at) as completed_at, coalesce(
        """
            + LAST_OUTCOME
            + """
                , '') as last_outcome
                from delivery d where d.tenant_id = ? and d.status = 'DEAD'
               order by d.id desc limit ?) dead
            group by endpoint_id, status_reason, last_outcome
            order by max(completed_at) desc, endpoint_id
            """,
        DeadReader::group,
        tenant,
        newest);
  }

  static String key(Cause cause) {
    AttemptOutcome outcome = cause.outcome();
    Integer status = cause.responseStatus();
    return outcome == null ? "" : outcome.name() + ":" + (status == null ? "" : status);
  }

  private static DeadLetters.Group group(Row row) throws SQLException {
    String reason = row.textOrNull("status_reason");
    return new DeadLetters.Group(
        row.id("endpoint_id", EndpointId::new),
        cause(reason == null ? "" : reason, row.text("last_outcome")),
        row.number("n"),
        row.instant("first_at"),
        row.instant("last_at"));
  }

  private static Cause cause(String reason, String key) {
    int colon = key.indexOf(':');
    if (colon < 0) {
      return new Cause(reason, null, null);
    }
    String status = key.substring(colon + 1);
    return new Cause(
        reason,
        AttemptOutcome.valueOf(key.substring(0, colon)),
        status.isEmpty() ? null : Integer.valueOf(status));
  }
}
