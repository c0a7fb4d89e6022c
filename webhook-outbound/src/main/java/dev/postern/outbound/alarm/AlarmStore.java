package dev.postern.outbound.alarm;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.pause.Pauses;
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
  /**
   * Endpoints that work, have no pace of their own and are not paused by a person, each with its
   * two lanes: one step of the queue's index for each, however much waits for the others.
   */
  private static final String OPEN_LANES =
      """
      from endpoint_health h
      join endpoint e on e.id = h.endpoint_id
      cross join (values (true), (false)) lane (retry)
      where h.status = 'ACTIVE' and h.breaker = 'CLOSED'
        and e.rate_limit_requests is null and e.max_in_flight is null
        and h.endpoint_id not in (select object_id from pause where deliveries = true)
        and h.tenant_id not in (select object_id from pause where deliveries = true)
        and not exists (select 1 from pause where deliveries = true and scope = 'EVERYTHING')
      """;

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

  /** What one tenant has lost sight of. */
  record Dead(TenantId tenant, long deliveries) {}

  /**
   * Given up for any reason but the receiver's own 410, with an attempt or without one. Every
   * tenant that has an endpoint is asked for, by one step of the index for each: what was given up
   * before anything was sent is counted nowhere else.
   */
  List<Dead> dead(Instant since) {
    return database.query(
        """
        select tenant_id, n from (
          select t.tenant_id,
                 (select count(*) from delivery d
                   where d.tenant_id = t.tenant_id and d.status = 'DEAD' and d.completed_at >= ?
                     and coalesce(d.status_reason, '') <> 'gone') as n
            from (select distinct tenant_id from endpoint_health) t) dead
         where n > 0
        """,
        row -> new Dead(row.id("tenant_id", TenantId::new), row.number("n")),
        since);
  }

  /** The longest due of what nothing holds back. */
  Optional<Instant> oldestDue() {
    return oldest("");
  }

  /**
   * The same without tenants of whom something was paused until lately: what a pause left behind
   * was due all along. Reads all notices of pauses, so for seldom use.
   *
   * @param until how lately
   */
  Optional<Instant> oldestDueUnpausedSince(Instant until) {
    return oldest(
        """
        and not exists (
          select 1 from notice n where n.kind = ? and n.resolved_at > ?
            and (n.tenant_id = h.tenant_id
              or n.tenant_id = cast('00000000-0000-0000-0000-000000000000' as uuid)))
        """,
        Pauses.KIND,
        until);
  }

  private Optional<Instant> oldest(String but, Object... parameters) {
    return database
        .queryOne(
            """
            select min(
                (select min(q.due_at) from delivery_queue q
                  where q.held = false and q.waiting = false and q.retry = lane.retry
                    and q.endpoint_id = h.endpoint_id)) as due_at
            """
                + OPEN_LANES
                + but,
            row -> Optional.ofNullable(row.instantOrNull("due_at")),
            parameters)
        .flatMap(oldest -> oldest);
  }

  /** How much is due that nothing holds back. */
  long due(Instant now) {
    return database
        .queryOne(
            """
            select coalesce(cast(sum(
                (select count(*) from delivery_queue q
                  where q.held = false and q.waiting = false and q.retry = lane.retry
                    and q.endpoint_id = h.endpoint_id and q.due_at <= ?)) as bigint), 0) as n
            """
                + OPEN_LANES,
            row -> row.number("n"),
            now)
        .orElse(0L);
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
