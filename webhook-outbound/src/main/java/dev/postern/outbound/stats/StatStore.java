package dev.postern.outbound.stats;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Dialect;
import dev.postern.core.store.Row;
import dev.postern.outbound.send.Outcome;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code endpoint_stat}. */
@Service
public class StatStore {
  private final Database database;

  @Inject
  public StatStore(Database database) {
    this.database = database;
  }

  void insert(Map<Tally.Key, Long> counts, Instant at) {
    List<@Nullable Object[]> rows = new ArrayList<>(counts.size());
    counts.forEach((key, count) ->
        rows.add(
            new @Nullable Object[] {
              key.endpoint(), key.tenant(), at, key.outcome(), key.durationClass(), count
            }));
    database.batch(
        """
        insert into endpoint_stat
          (endpoint_id, tenant_id, counted_at, outcome, duration_class, attempts)
        values (?, ?, ?, ?, ?, ?)
        """,
        rows);
  }

  List<StatCount> since(TenantId tenant, EndpointId endpoint, Instant since) {
    return database.query(
        """
        select outcome, duration_class, cast(sum(attempts) as bigint) as n from endpoint_stat
         where endpoint_id = ? and tenant_id = ? and counted_at >= ?
         group by outcome, duration_class
        """,
        row ->
            new StatCount(
                row.word("outcome", Outcome.class), row.integer("duration_class"), row.number("n")),
        endpoint,
        tenant,
        since);
  }

  /** Some attempts of one minute, or of one hour where they are summed up. */
  record Dated(Instant at, StatCount count) {}

  private static final String BY_MINUTE =
      """
      select date_trunc('minute', counted_at) as at, outcome, duration_class,
        cast(sum(attempts) as bigint) as n
      from endpoint_stat where tenant_id = ? and counted_at >= ?
      """;
  private static final String GROUPED =
      " group by date_trunc('minute', counted_at), outcome, duration_class";

  List<Dated> dated(TenantId tenant, Instant since) {
    return database.query(BY_MINUTE + GROUPED, StatStore::dated, tenant, since);
  }

  List<Dated> dated(TenantId tenant, EndpointId endpoint, Instant since) {
    return database.query(
        BY_MINUTE + "and endpoint_id = ?" + GROUPED, StatStore::dated, tenant, since, endpoint);
  }

  private static Dated dated(Row row) throws SQLException {
    return new Dated(
        row.instant("at"),
        new StatCount(
            row.word("outcome", Outcome.class), row.integer("duration_class"), row.number("n")));
  }

  /** Sums rows before that time up by the hour. Needs an open transaction. */
  public void sumUp(Instant before) {
    // Two nodes that summed the same rows up would double them.
    if (database.dialect() == Dialect.POSTGRESQL
        && !database
            .queryOne("select pg_try_advisory_xact_lock(5041754) as mine", row -> row.flag("mine"))
            .orElse(false)) {
      return;
    }
    database.update(
        """
        insert into endpoint_stat
          (endpoint_id, tenant_id, counted_at, outcome, duration_class, attempts, hourly)
        select endpoint_id, tenant_id, date_trunc('hour', counted_at), outcome, duration_class,
               sum(attempts), true
          from endpoint_stat where hourly = false and counted_at < ?
         group by endpoint_id, tenant_id, date_trunc('hour', counted_at), outcome, duration_class
        """,
        before);
    database.update("delete from endpoint_stat where hourly = false and counted_at < ?", before);
  }

  public void deleteBefore(Instant before) {
    database.update("delete from endpoint_stat where hourly = true and counted_at < ?", before);
  }
}
