package dev.postern.outbound.claim;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.PlannedOnce;
import dev.postern.core.store.Row;
import dev.postern.core.store.Transactions;
import dev.postern.outbound.health.EndpointHealth;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One statement an operation, sets as arrays. */
final class PostgresDeliveryQueue implements DeliveryQueue {
  private static final int ENDPOINTS_A_CALL = 128;

  /**
   * {@code visited} hops from endpoint to endpoint along the index, never over the rows between;
   * rows of an endpoint at its cap, or not due, cost one hop. The status is read here and not only
   * from {@code held}: a row published or given back while its endpoint was being suspended may not
   * be held yet, and is not leased all the same. Materialized, because a sub-query with a limit may
   * otherwise be run again and lock more than it returns. {@code any(array(…))}: one plan has to do
   * for sets of every size, and joined to them it would read the whole table.
   */
  private static final String CLAIM =
      """
      with recursive visited (endpoint_id, hop) as (
        (select endpoint_id, 1 from delivery_queue
          where not held and not waiting and retry = ? and endpoint_id > ?
          order by endpoint_id limit 1)
        union all
        select (select q.endpoint_id from delivery_queue q
                 where not q.held and not q.waiting and q.retry = ? and q.endpoint_id > v.endpoint_id
                 order by q.endpoint_id limit 1), v.hop + 1
          from visited v where v.endpoint_id is not null and v.hop < ?
      ), places as materialized (
        select v.endpoint_id, v.hop,
               coalesce(e.max_in_flight, ?) - coalesce(b.in_flight, 0) as free,
               (e.rate_limit_requests is not null or e.max_in_flight is not null
                 or e.batch_max_events is not null or h.breaker <> 'CLOSED') as paced,
               e.batch_max_events is not null as batched
          from visited v
          join endpoint e on e.id = v.endpoint_id
          join endpoint_health h on h.endpoint_id = v.endpoint_id and h.status = 'ACTIVE'
            and (h.probe_at is null or h.probe_at <= now())
          left join endpoint_pace w on w.endpoint_id = v.endpoint_id
          left join unnest(?::uuid[], ?::int[]) b (endpoint_id, in_flight)
            on b.endpoint_id = v.endpoint_id
         where (w.free_at is null or w.free_at <= now())
           and h.endpoint_id not in (select object_id from pause where deliveries = true)
           and h.tenant_id not in (select object_id from pause where deliveries = true)
           and not exists (select 1 from pause where deliveries = true and scope = 'EVERYTHING')
           and h.tenant_id <> all (?::uuid[])
         order by v.hop
      ), picked as materialized (
        select d.id, p.hop from places p cross join lateral (
          select q.id from delivery_queue q
           where not q.held and not q.waiting and q.retry = ? and q.endpoint_id = p.endpoint_id
             and q.due_at <= now()
           order by q.due_at limit greatest(p.free, 0) for update skip locked) d
         where not p.paced
         limit ?
      ), leased as (
        update delivery_queue q
           set due_at = now() + ? * interval '1 second', lease_token = ?,
               interruptions = q.interruptions + case when q.lease_token is null then 0 else 1 end
         where q.id = any(array(select id from picked))
        returning q.id, q.tenant_id, q.endpoint_id, q.event_id, q.retry, q.attempt_count,
                  q.budget_from, q.interruptions, q.ordering_key
      ), last as (
        select endpoint_id, hop from visited where endpoint_id is not null order by hop desc limit 1
      )
      select l.*, picked.hop, last.endpoint_id as last_endpoint, last.hop as last_hop,
             array(
               select p.endpoint_id from places p
                where p.paced and (p.free > 0 or p.batched) and exists (
                  select 1 from delivery_queue q
                   where not q.held and not q.waiting and q.retry = ?
                     and q.endpoint_id = p.endpoint_id and q.due_at <= now())
                order by p.hop) as paced
        from last left join (leased l join picked on picked.id = l.id) on true
      """;

  /**
   * The commit need not wait for the disk. If the database itself crashes, what was on its way is
   * claimed once more, as when a node dies; every settlement waits, and takes the claims before it
   * along.
   */
  private static final String UNSYNCED = "select set_config('synchronous_commit', 'off', true)";

  // The ids are named twice, so that they are what is searched for whichever way it is joined.
  private static final String RENEW =
      """
      update delivery_queue q set due_at = now() + ? * interval '1 second'
        from unnest(?::uuid[], ?::uuid[]) m (id, token)
       where q.id = any(?::uuid[]) and q.id = m.id and q.lease_token = m.token
      """;

  private static final String RELEASE =
      """
      update delivery_queue q set due_at = now(), lease_token = null
        from unnest(?::uuid[], ?::uuid[]) m (id, token)
       where q.id = any(?::uuid[]) and q.id = m.id and q.lease_token = m.token
      """;

  private static final String LEAVE =
      """
      delete from delivery_queue q using unnest(?::uuid[], ?::uuid[]) m (id, token)
       where q.id = any(?::uuid[]) and q.id = m.id and q.lease_token = m.token
      returning q.id, m.token
      """;

  private static final String AGAIN =
      """
      update delivery_queue q
         set due_at = now() + m.wait * interval '1 second', lease_token = null, retry = true,
             attempt_count = q.attempt_count + 1
        from unnest(?::uuid[], ?::uuid[], ?::float8[]) m (id, token, wait)
       where q.id = any(?::uuid[]) and q.id = m.id and q.lease_token = m.token
      returning q.id, m.token
      """;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Database database;
  private final Transactions transactions;
  private final PacedClaims paced;
  private final LostProbes probes;

  PostgresDeliveryQueue(Database database, Transactions transactions, PacedClaims paced) {
    this.database = database;
    this.transactions = transactions;
    this.paced = paced;
    this.probes = new LostProbes(database);
  }

  private record Leased(
      @Nullable ClaimedDelivery delivery,
      int hop,
      EndpointId lastEndpoint,
      int lastHop,
      List<EndpointId> paced) {}

  @Override
  public ClaimBatch claim(ClaimRequest request) {
    return transactions.required(() -> {
      PlannedOnce.within(database);
      database.query(UNSYNCED, row -> true);
      return batch(leased(request), request.limit());
    });
  }

  private List<Leased> leased(ClaimRequest request) {
    boolean retry = request.lane().retry();
    List<EndpointId> busy = List.copyOf(request.shares().inFlight().keySet());
    return database.query(
        CLAIM,
        row -> leased(row, request.terms().token()),
        retry,
        request.after().map(EndpointId::uuid).orElse(BEFORE_ALL),
        retry,
        ENDPOINTS_A_CALL,
        request.shares().perEndpoint(),
        busy.stream().map(EndpointId::uuid).toArray(UUID[]::new),
        busy.stream().map(request.shares().inFlight()::get).toArray(Integer[]::new),
        request.shares().passedOver().stream().map(TenantId::uuid).toArray(UUID[]::new),
        retry,
        request.limit(),
        ClaimRow.seconds(request.terms().length()),
        request.terms().token(),
        retry);
  }

  @Override
  public PacedClaim claimPaced(ClaimRequest request, EndpointId endpoint) {
    return paced.claim(request, endpoint);
  }

  private static ClaimBatch batch(List<Leased> rows, int limit) {
    List<ClaimedDelivery> deliveries = new ArrayList<>(rows.size());
    Optional<EndpointId> resume = Optional.empty();
    rows.stream()
        .sorted(Comparator.comparingInt(Leased::hop))
        .map(Leased::delivery)
        .forEach(delivery -> {
          if (delivery != null) {
            deliveries.add(delivery);
          }
        });
    if (deliveries.size() == limit && limit > 0) {
      resume = Optional.of(deliveries.getLast().endpoint());
    } else if (!rows.isEmpty() && rows.getFirst().lastHop() == ENDPOINTS_A_CALL) {
      resume = Optional.of(rows.getFirst().lastEndpoint());
    }
    return new ClaimBatch(deliveries, resume, rows.isEmpty() ? List.of() : rows.getFirst().paced());
  }

  private static Leased leased(Row row, UUID token) throws SQLException {
    ClaimedDelivery delivery =
        row.idOrNull("id", DeliveryId::new) == null ? null : ClaimRow.map(row, token);
    return new Leased(
        delivery,
        row.integer("hop"),
        row.id("last_endpoint", EndpointId::new),
        row.integer("last_hop"),
        Arrays.stream((UUID[]) row.rows().getArray("paced").getArray())
            .map(EndpointId::new)
            .toList());
  }

  @Override
  public void renew(Collection<ClaimedDelivery> deliveries, Duration length) {
    UUID[] ids = ids(deliveries);
    database.update(RENEW, ClaimRow.seconds(length), ids, tokens(deliveries), ids);
  }

  @Override
  public void release(Collection<ClaimedDelivery> deliveries) {
    UUID[] ids = ids(deliveries);
    transactions.run(() -> {
      Map<EndpointId, EndpointHealth> before = probes.lock(deliveries);
      database.update(RELEASE, ids, tokens(deliveries), ids);
      probes.free(deliveries, before);
    });
  }

  @Override
  public Set<ClaimedDelivery> settle(Collection<QueueMove> moves) {
    PlannedOnce.within(database);
    List<ClaimedDelivery> leaving = new ArrayList<>();
    List<ClaimedDelivery> staying = new ArrayList<>();
    List<Double> waits = new ArrayList<>();
    for (QueueMove move : moves) {
      switch (move) {
        case QueueMove.Leave(ClaimedDelivery delivery) -> leaving.add(delivery);
        case QueueMove.Again(ClaimedDelivery delivery, Duration wait) -> {
          staying.add(delivery);
          waits.add(ClaimRow.seconds(wait));
        }
      }
    }
    Set<Held> held = new HashSet<>();
    if (!leaving.isEmpty()) {
      UUID[] ids = ids(leaving);
      held.addAll(database.query(LEAVE, Held::of, ids, tokens(leaving), ids));
    }
    if (!staying.isEmpty()) {
      UUID[] ids = ids(staying);
      held.addAll(
          database.query(AGAIN, Held::of, ids, tokens(staying), waits.toArray(Double[]::new), ids));
    }
    return moves.stream()
        .map(QueueMove::delivery)
        .filter(delivery -> held.contains(new Held(delivery.id(), delivery.lease())))
        .collect(Collectors.toSet());
  }

  private record Held(DeliveryId id, UUID token) {
    static Held of(Row row) throws SQLException {
      return new Held(row.id("id", DeliveryId::new), row.uuid("token"));
    }
  }

  private static UUID[] ids(Collection<ClaimedDelivery> deliveries) {
    return deliveries.stream().map(delivery -> delivery.id().uuid()).toArray(UUID[]::new);
  }

  private static UUID[] tokens(Collection<ClaimedDelivery> deliveries) {
    return deliveries.stream().map(ClaimedDelivery::lease).toArray(UUID[]::new);
  }
}
