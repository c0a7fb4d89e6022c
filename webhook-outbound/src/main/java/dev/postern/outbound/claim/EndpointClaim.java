package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leases what is due at one endpoint, in SQL that every database understands. */
final class EndpointClaim {
  private static final String PICK =
      """
      select id, tenant_id, endpoint_id, event_id, retry, attempt_count, budget_from, ordering_key,
             interruptions + case when lease_token is null then 0 else 1 end as interruptions
        from delivery_queue
       where held = false and waiting = false and retry = ? and endpoint_id = ?
         and due_at <= current_timestamp
      """;

  /** Those that are due at one moment: a batch that failed is due again together. */
  private static final String PICK_TOGETHER =
      """
      select id, tenant_id, endpoint_id, event_id, retry, attempt_count, budget_from, ordering_key,
             interruptions + case when lease_token is null then 0 else 1 end as interruptions
        from delivery_queue
       where held = false and waiting = false and retry = ? and endpoint_id = ? and due_at = ?
       limit ? for update skip locked
      """;

  private static final String LEASE =
      """
      update delivery_queue
         set due_at = current_timestamp + cast(? as double precision) * interval '1' second,
             lease_token = ?, interruptions = ?
       where id = ?
      """;

  private static final String GATHERING =
      """
      select count(*) as events, min(due_at) as oldest from (
        select due_at from delivery_queue
         where held = false and waiting = false and retry = ? and endpoint_id = ?
           and due_at <= current_timestamp
      """;

  private static final String DUE =
      """
      select id from delivery_queue
       where held = false and waiting = false and retry = ? and endpoint_id = ?
         and due_at <= current_timestamp
      """;

  private final Database database;
  private final String oldestFirst;

  EndpointClaim(Database database) {
    this.database = database;
    oldestFirst =
        switch (database.dialect()) {
          // A flag that is compared is no constant to this planner: named in the order, it would
          // sort the whole backlog (100,000 rows: 189 ms a claim) past the index.
          case POSTGRESQL -> " order by due_at limit ?";
          // And this one walks the index only when all of it is named.
          case H2 -> " order by held, waiting, retry, endpoint_id, due_at limit ?";
        };
  }

  /** The oldest first. Needs an open transaction. */
  List<ClaimedDelivery> lease(ClaimRequest request, EndpointId endpoint, int most) {
    if (most <= 0) {
      return List.of();
    }
    return leased(
        request,
        database.query(
            pick(),
            row -> ClaimRow.map(row, request.terms().token()),
            request.lane().retry(),
            endpoint,
            most));
  }

  /** For one request. Needs an open transaction. */
  List<ClaimedDelivery> leaseBatch(
      ClaimRequest request, EndpointId endpoint, Gathering gathering, int most) {
    Instant oldest = gathering.oldest();
    if (oldest == null) {
      return List.of();
    }
    return switch (request.lane()) {
      case FIRST_ATTEMPTS -> together(lease(request, endpoint, most));
      case RETRIES ->
          together(
              leased(
                  request,
                  database.query(
                      PICK_TOGETHER,
                      row -> ClaimRow.map(row, request.terms().token()),
                      true,
                      endpoint,
                      oldest,
                      most)));
    };
  }

  private static List<ClaimedDelivery> together(List<ClaimedDelivery> claimed) {
    return claimed.stream().map(ClaimedDelivery::inBatch).toList();
  }

  private List<ClaimedDelivery> leased(ClaimRequest request, List<ClaimedDelivery> picked) {
    ClaimRequest.Terms terms = request.terms();
    List<@Nullable Object[]> rows = new ArrayList<>(picked.size());
    for (ClaimedDelivery delivery : picked) {
      rows.add(
          new @Nullable Object[] {
            ClaimRow.seconds(terms.length()), terms.token(), delivery.interruptions(), delivery.id()
          });
    }
    if (!rows.isEmpty()) {
      database.batch(LEASE, rows);
    }
    return picked;
  }

  String pick() {
    return PICK + oldestFirst + " for update skip locked";
  }

  boolean anyDue(ClaimRequest request, EndpointId endpoint) {
    return database
        .queryOne(DUE + oldestFirst, row -> true, request.lane().retry(), endpoint, 1)
        .isPresent();
  }

  /** Counted up to {@code most}. */
  Gathering gathering(ClaimRequest request, EndpointId endpoint, int most) {
    return database
        .queryOne(
            GATHERING + oldestFirst + ") due",
            row -> new Gathering(row.integer("events"), row.instantOrNull("oldest")),
            request.lane().retry(),
            endpoint,
            most)
        .orElseThrow();
  }

  /** What this node is sending to the endpoint. */
  static int own(Map<EndpointId, Integer> inFlight, EndpointId endpoint) {
    return inFlight.getOrDefault(endpoint, 0);
  }
}
