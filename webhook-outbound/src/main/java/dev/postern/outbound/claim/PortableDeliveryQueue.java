package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same in SQL that every database understands: more statements, all of them simple. */
final class PortableDeliveryQueue implements DeliveryQueue {
  private static final int ENDPOINTS_A_CALL = 128;

  private static final String NEXT_ENDPOINT =
      """
      select endpoint_id from delivery_queue
       where held = false and waiting = false and retry = ? and endpoint_id > ?
       order by held, waiting, retry, endpoint_id limit 1
      """;

  /** No row: the endpoint is not sent to. */
  private static final String CAP =
      """
      select coalesce(e.max_in_flight, ?) as cap
        from endpoint e join endpoint_health h on h.endpoint_id = e.id
       where e.id = ? and h.status = 'ACTIVE'
      """;

  private static final String PICK =
      """
      select id, tenant_id, endpoint_id, event_id, retry, attempt_count, ordering_key,
             interruptions + case when lease_token is null then 0 else 1 end as interruptions
        from delivery_queue
       where held = false and waiting = false and retry = ? and endpoint_id = ?
         and due_at <= current_timestamp
       order by held, waiting, retry, endpoint_id, due_at limit ? for update skip locked
      """;

  private static final String LEASE =
      """
      update delivery_queue
         set due_at = current_timestamp + cast(? as double precision) * interval '1' second,
             lease_token = ?, interruptions = ?
       where id = ?
      """;

  private static final String RENEW =
      """
      update delivery_queue
         set due_at = current_timestamp + cast(? as double precision) * interval '1' second
       where id = ? and lease_token = ?
      """;

  private static final String RELEASE =
      """
      update delivery_queue set due_at = current_timestamp, lease_token = null
       where id = ? and lease_token = ?
      """;

  private static final String LEAVE = "delete from delivery_queue where id = ? and lease_token = ?";

  private static final String AGAIN =
      """
      update delivery_queue
         set due_at = current_timestamp + cast(? as double precision) * interval '1' second,
             lease_token = null, retry = true, attempt_count = attempt_count + 1
       where id = ? and lease_token = ?
      """;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Database database;
  private final Transactions transactions;

  PortableDeliveryQueue(Database database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public ClaimBatch claim(ClaimRequest request) {
    return transactions.required(() -> visit(request));
  }

  private ClaimBatch visit(ClaimRequest request) {
    List<ClaimedDelivery> claimed = new ArrayList<>();
    UUID endpoint = request.after().map(EndpointId::uuid).orElse(BEFORE_ALL);
    for (int visited = 0; visited < ENDPOINTS_A_CALL; visited++) {
      Optional<UUID> next =
          database.queryOne(
              NEXT_ENDPOINT, row -> row.uuid("endpoint_id"), request.lane().retry(), endpoint);
      if (next.isEmpty()) {
        return new ClaimBatch(claimed, Optional.empty());
      }
      endpoint = next.get();
      claimed.addAll(lease(request, new EndpointId(endpoint), request.limit() - claimed.size()));
      if (claimed.size() >= request.limit()) {
        break;
      }
    }
    return new ClaimBatch(claimed, Optional.of(new EndpointId(endpoint)));
  }

  private List<ClaimedDelivery> lease(ClaimRequest request, EndpointId endpoint, int room) {
    int free =
        database
                .queryOne(CAP, row -> row.integer("cap"), request.shares().perEndpoint(), endpoint)
                .orElse(0)
            - request.shares().inFlight().getOrDefault(endpoint, 0);
    int take = Math.min(free, room);
    if (take <= 0) {
      return List.of();
    }
    ClaimRequest.Terms terms = request.terms();
    List<ClaimedDelivery> picked =
        database.query(
            PICK, row -> ClaimRow.map(row, terms.token()), request.lane().retry(), endpoint, take);
    database.batch(
        LEASE,
        rows(
            picked,
            d ->
                new @Nullable Object[] {
                  ClaimRow.seconds(terms.length()), terms.token(), d.interruptions(), d.id()
                }));
    return picked;
  }

  @Override
  public void renew(Collection<ClaimedDelivery> deliveries, Duration length) {
    database.batch(
        RENEW,
        rows(
            deliveries, d -> new @Nullable Object[] {ClaimRow.seconds(length), d.id(), d.lease()}));
  }

  @Override
  public void release(Collection<ClaimedDelivery> deliveries) {
    database.batch(RELEASE, rows(deliveries, d -> new @Nullable Object[] {d.id(), d.lease()}));
  }

  @Override
  public Set<ClaimedDelivery> settle(Collection<QueueMove> moves) {
    return transactions.required(() -> {
      Set<ClaimedDelivery> settled = new HashSet<>();
      for (QueueMove move : moves) {
        if (move(move) == 1) {
          settled.add(move.delivery());
        }
      }
      return settled;
    });
  }

  private int move(QueueMove move) {
    return switch (move) {
      case QueueMove.Leave(ClaimedDelivery d) -> database.update(LEAVE, d.id(), d.lease());
      case QueueMove.Again(ClaimedDelivery d, Duration wait) ->
          database.update(AGAIN, ClaimRow.seconds(wait), d.id(), d.lease());
    };
  }

  private static List<@Nullable Object[]> rows(
      Collection<ClaimedDelivery> deliveries,
      java.util.function.Function<ClaimedDelivery, @Nullable Object[]> parameters) {
    List<@Nullable Object[]> rows = new ArrayList<>(deliveries.size());
    deliveries.forEach(delivery -> rows.add(parameters.apply(delivery)));
    return rows;
  }
}
