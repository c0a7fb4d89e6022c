package dev.postern.outbound.alarm;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what is judged. */
@Service
public class AlarmStore {
  private final Database database;

  @Inject
  public AlarmStore(Database database) {
    this.database = database;
  }

  List<DeliveryAlarms.Rate> rates(Instant since) {
    return database.query(
        """
        select tenant_id, cast(sum(attempts) as bigint) as n,
               cast(sum(case when outcome = 'DELIVERED' then 0 else attempts end) as bigint) as bad
          from endpoint_stat where hourly = false and counted_at >= ? group by tenant_id
        """,
        row ->
            new DeliveryAlarms.Rate(
                row.id("tenant_id", TenantId::new), row.number("n"), row.number("bad")),
        since);
  }

  /** Given up for any reason but the receiver's own 410. */
  long dead(TenantId tenant, Instant since) {
    return database
        .queryOne(
            """
            select count(*) as n from delivery
             where tenant_id = ? and status = 'DEAD' and completed_at >= ?
               and coalesce(status_reason, '') <> 'gone'
            """,
            row -> row.number("n"),
            tenant,
            since)
        .orElse(0L);
  }

  /**
   * The longest due of what is neither held nor in a line, and goes to an endpoint that works and
   * has no pace of its own.
   */
  Optional<Instant> oldestDue(Instant dueBefore) {
    return database.queryOne(
        """
        select q.due_at from delivery_queue q
          join endpoint_health h on h.endpoint_id = q.endpoint_id
          join endpoint e on e.id = q.endpoint_id
         where q.held = false and q.waiting = false and q.retry in (true, false) and q.due_at < ?
           and h.status = 'ACTIVE' and h.breaker = 'CLOSED'
           and e.rate_limit_requests is null and e.max_in_flight is null
         order by q.due_at limit 1
        """,
        row -> row.instant("due_at"),
        dueBefore);
  }

  /** A secret that ends soon, after a rotation. */
  record Ending(TenantId tenant, EndpointId endpoint, String url, Instant at) {}

  List<Ending> endingSecrets(Instant after, Instant before) {
    return database.query(
        """
        select e.tenant_id, e.id, e.url, min(s.expires_at) as at
          from secret_version s join endpoint e on e.id = s.owner_id
         where s.expires_at > ? and s.expires_at <= ?
         group by e.tenant_id, e.id, e.url
        """,
        AlarmStore::ending,
        after,
        before);
  }

  private static Ending ending(Row row) throws SQLException {
    return new Ending(
        row.id("tenant_id", TenantId::new),
        row.id("id", EndpointId::new),
        row.text("url"),
        row.instant("at"));
  }
}
