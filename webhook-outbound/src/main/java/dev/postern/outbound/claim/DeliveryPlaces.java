package dev.postern.outbound.claim;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.outbound.Resent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** One delivery's place in the queue, by a person's hand. Needs an open transaction. */
@Service
public class DeliveryPlaces {
  private final Database database;
  private final BacklogStore backlog;
  private final KeyLines lines;

  @Inject
  public DeliveryPlaces(Database database, BacklogStore backlog, KeyLines lines) {
    this.database = database;
    this.backlog = backlog;
    this.lines = lines;
  }

  public Optional<EndpointId> endpointOf(TenantId tenant, DeliveryId delivery) {
    return database.queryOne(
        "select endpoint_id from delivery where tenant_id = ? and id = ?",
        row -> row.id("endpoint_id", EndpointId::new),
        tenant,
        delivery);
  }

  /**
   * Due now, in the lane of first attempts: a person is waiting. False when it is being sent at
   * this moment, or its endpoint or subscription is gone: see {@link #obstacle}.
   */
  public boolean sendSoon(TenantId tenant, DeliveryId delivery) {
    boolean waiting =
        database.update(
                """
                update delivery_queue set due_at = current_timestamp, retry = false
                 where tenant_id = ? and id = ?
                   and (lease_token is null or due_at <= current_timestamp)
                   and endpoint_id in (select endpoint_id from endpoint_health)
                """,
                tenant,
                delivery)
            == 1;
    boolean moved = waiting || insert(tenant, delivery);
    if (moved) {
      tell(tenant, delivery);
    }
    return moved;
  }

  /** Why it cannot be sent again now. */
  public Resent obstacle(TenantId tenant, DeliveryId delivery) {
    return database
        .queryOne(
            """
            select case when h.endpoint_id is null then 'ENDPOINT_DELETED'
                        when s.id is null then 'SUBSCRIPTION_DELETED'
                        else 'IN_FLIGHT' end as obstacle
              from delivery d left join endpoint_health h on h.endpoint_id = d.endpoint_id
                left join subscription s on s.id = d.subscription_id
             where d.tenant_id = ? and d.id = ?
            """,
            row -> row.word("obstacle", Resent.class),
            tenant,
            delivery)
        .orElse(Resent.UNKNOWN);
  }

  /**
   * The same for many that are over, in the lane of retries: nobody waits for each of them. What is
   * in the queue already stays as it is there.
   */
  public void sendAgain(TenantId tenant, List<DeliveryId> deliveries) {
    // All lines at once and in one order, so that two of these never wait for each other.
    lines.lock(deliveries.stream().map(lines::joinedBy).flatMap(Optional::stream).toList());
    for (DeliveryId delivery : deliveries) {
      if (insert(tenant, delivery)) {
        database.update("update delivery_queue set retry = true where id = ?", delivery);
        tell(tenant, delivery);
      }
    }
  }

  /** With a fresh budget, at the end of the line of its key when it belongs into one. */
  private boolean insert(TenantId tenant, DeliveryId delivery) {
    Optional<KeyLines.Line> line = lines.joinedBy(delivery);
    line.ifPresent(joined -> lines.lock(List.of(joined)));
    String key = line.map(KeyLines.Line::key).orElse(null);
    return database.update(
            """
            insert into delivery_queue
              (id, tenant_id, endpoint_id, event_id, due_at, attempt_count, budget_from, held,
               ordering_key, position, waiting)
            select d.id, d.tenant_id, d.endpoint_id, d.event_id, current_timestamp,
                   d.attempt_count, d.attempt_count, case when h.status = 'ACTIVE' then false else true end,
                   cast(? as varchar), nextval('delivery_position'),
                   case when exists (
                     select 1 from delivery_queue earlier
                      where earlier.endpoint_id = d.endpoint_id and earlier.ordering_key = ?)
                   then true else false end
              from delivery d join endpoint_health h on h.endpoint_id = d.endpoint_id
             where d.tenant_id = ? and d.id = ?
               and exists (select 1 from subscription s where s.id = d.subscription_id)
            on conflict do nothing
            """,
            key,
            key,
            tenant,
            delivery)
        == 1;
  }

  private void tell(TenantId tenant, DeliveryId delivery) {
    database.update(
        """
        update delivery d
           set status = case when d.attempt_count > 0 and exists (
                                 select 1 from delivery_queue q where q.id = d.id and not q.held)
                             then 'RETRYING' else 'PENDING' end,
               status_reason = (select case h.status when 'SUSPENDED' then 'endpoint_suspended'
                                                     when 'DISABLED' then 'endpoint_disabled' end
                                  from endpoint_health h where h.endpoint_id = d.endpoint_id),
               next_attempt_at = (select case when q.held then null else q.due_at end
                                    from delivery_queue q where q.id = d.id),
               completed_at = null, status_detail = null
         where d.tenant_id = ? and d.id = ?
        """,
        tenant,
        delivery);
  }

  /** False when it is over already or not the tenant's. What is being sent loses its result. */
  public boolean cancel(TenantId tenant, DeliveryId delivery, String reason) {
    lines.lock(lines.of(List.of(delivery.uuid())));
    // The queue's row before the ledger's, as everywhere.
    database.query("select id from delivery_queue where id = ? for update", row -> true, delivery);
    boolean open =
        database
            .queryOne(
                """
                select id from delivery
                 where tenant_id = ? and id = ? and status in ('PENDING', 'RETRYING') for update
                """,
                row -> true,
                tenant,
                delivery)
            .isPresent();
    if (open) {
      backlog.leave(List.of(delivery.uuid()), reason);
    }
    return open;
  }
}
