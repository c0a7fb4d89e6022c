package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.endpoint.Batching;
import dev.postern.outbound.endpoint.RateLimit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an endpoint's row says of its pace at this moment. */
record PaceRules(
    @Nullable RateLimit limit,
    @Nullable Integer cap,
    Duration timeout,
    @Nullable Batching batching) {
  /** Empty when there is no such endpoint, or somebody has paused it or its tenant. */
  static Optional<PaceRules> find(Database database, EndpointId endpoint) {
    return database.queryOne(
        """
        select rate_limit_requests, rate_limit_per_seconds, max_in_flight, timeout_seconds,
               batch_max_events, batch_max_wait_ms
          from endpoint where id = ?
           and id not in (select object_id from pause where deliveries = true)
           and tenant_id not in (select object_id from pause where deliveries = true)
           and not exists (select 1 from pause where deliveries = true and scope = 'EVERYTHING')
        """,
        PaceRules::of,
        endpoint);
  }

  private static PaceRules of(Row row) throws SQLException {
    Integer requests = row.integerOrNull("rate_limit_requests");
    Integer events = row.integerOrNull("batch_max_events");
    return new PaceRules(
        requests == null
            ? null
            : new RateLimit(requests, Duration.ofSeconds(row.integer("rate_limit_per_seconds"))),
        row.integerOrNull("max_in_flight"),
        Duration.ofSeconds(row.integer("timeout_seconds")),
        events == null
            ? null
            : new Batching(events, Duration.ofMillis(row.integer("batch_max_wait_ms"))));
  }
}
