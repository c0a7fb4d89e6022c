package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.health.EndpointHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /** No row: nothing is sent to the endpoint now. */
  private static final String PLACE =
      """
      select coalesce(e.max_in_flight, ?) as cap,
             case when e.rate_limit_requests is not null or e.max_in_flight is not null
                    or e.batch_max_events is not null or h.breaker <> 'CLOSED'
                  then true else false end as paced,
             case when e.batch_max_events is not null then true else false end as batched,
             h.tenant_id
        from endpoint e join endpoint_health h on h.endpoint_id = e.id
        left join endpoint_pace p on p.endpoint_id = e.id
       where e.id = ? and h.status = 'ACTIVE'
         and h.endpoint_id not in (select object_id from pause where deliveries = true)
         and h.tenant_id not in (select object_id from pause where deliveries = true)
         and not exists (select 1 from pause where deliveries = true and scope = 'EVERYTHING')
         and (h.probe_at is null or h.probe_at <= current_timestamp)
         and (p.free_at is null or p.free_at <= current_timestamp)
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
  private final EndpointClaim endpoints;
  private final PacedClaims paced;
  private final LostProbes probes;

  PortableDeliveryQueue(Database database, Transactions transactions, PacedClaims paced) {
    this.database = database;
    this.transactions = transactions;
    this.endpoints = new EndpointClaim(database);
    this.paced = paced;
    this.probes = new LostProbes(database);
  }

  @Override
  public ClaimBatch claim(ClaimRequest request) {
    return transactions.required(() -> visit(request));
  }

  private ClaimBatch visit(ClaimRequest request) {
    List<ClaimedDelivery> claimed = new ArrayList<>();
    List<EndpointId> asking = new ArrayList<>();
    UUID endpoint = request.after().map(EndpointId::uuid).orElse(BEFORE_ALL);
    for (int visited = 0; visited < ENDPOINTS_A_CALL; visited++) {
      Optional<UUID> next =
          database.queryOne(
              NEXT_ENDPOINT, row -> row.uuid("endpoint_id"), request.lane().retry(), endpoint);
      if (next.isEmpty()) {
        return new ClaimBatch(claimed, Optional.empty(), asking);
      }
      endpoint = next.get();
      EndpointId visiting = new EndpointId(endpoint);
      Optional<Place> place = place(request, visiting);
      if (place.isPresent() && !place.get().paced()) {
        int most = Math.min(place.get().cap(), request.limit() - claimed.size());
        claimed.addAll(endpoints.lease(request, visiting, most));
      } else if (place.isPresent() && endpoints.anyDue(request, visiting)) {
        asking.add(visiting);
      }
      if (claimed.size() >= request.limit()) {
        break;
      }
    }
    return new ClaimBatch(claimed, Optional.of(new EndpointId(endpoint)), asking);
  }

  private record Place(int cap, boolean paced, boolean batched, TenantId tenant) {}

  private Optional<Place> place(ClaimRequest request, EndpointId endpoint) {
    int own = EndpointClaim.own(request.shares().inFlight(), endpoint);
    return database
        .queryOne(
            PLACE,
            row ->
                new Place(
                    row.integer("cap") - own,
                    row.flag("paced"),
                    row.flag("batched"),
                    row.id("tenant_id", TenantId::new)),
            request.shares().perEndpoint(),
            endpoint)
        .filter(place -> place.cap() > 0 || place.batched())
        .filter(place -> !request.shares().passedOver().contains(place.tenant()));
  }

  @Override
  public PacedClaim claimPaced(ClaimRequest request, EndpointId endpoint) {
    return paced.claim(request, endpoint);
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
    transactions.run(() -> {
      Map<EndpointId, EndpointHealth> before = probes.lock(deliveries);
      database.batch(RELEASE, rows(deliveries, d -> new @Nullable Object[] {d.id(), d.lease()}));
      probes.free(deliveries, before);
    });
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
