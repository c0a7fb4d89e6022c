package dev.postern.outbound.claim;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What waits for an endpoint as a whole. {@code held} follows the endpoint's status, it does not
 * decide: a claim reads the status itself. So holding and releasing may be done in portions, late,
 * twice, or by two nodes at once, and a row that slipped past is put right by the next portion.
 * Rows that are being sent are left alone: their settlement comes first. Needs an open transaction.
 */
@Service
public class BacklogStore {
  /** Before every id. */
  public static final UUID FIRST = new UUID(0, 0);

  private static final int WALK = 2_000;

  private final Database database;
  private final KeyLines lines;

  @Inject
  public BacklogStore(Database database, KeyLines lines) {
    this.database = database;
    this.lines = lines;
  }

  /** Holds up to {@code limit} rows; returns how many. */
  public int hold(EndpointId endpoint, String reason, int limit) {
    int held = 0;
    for (Lane lane : Lane.values()) {
      List<UUID> ids =
          database.query(
              """
              select id from delivery_queue
               where held = false and waiting = false and retry = ? and endpoint_id = ?
                 and (lease_token is null or due_at <= current_timestamp)
               limit ? for update skip locked
              """,
              row -> row.uuid("id"),
              lane.retry(),
              endpoint,
              limit);
      held += ids.size();
      byIds("update delivery_queue set held = true where id = any(?)", ids);
      database.update(
          """
          update delivery set status = 'PENDING', status_reason = ?, next_attempt_at = null
           where id = any(?)
          """,
          reason,
          array(ids));
    }
    return held;
  }

  /** Releases up to {@code limit} held rows, those accepted first first; returns how many. */
  public int release(EndpointId endpoint, int limit) {
    List<UUID> ids =
        database.query(
            """
            select id from delivery_queue where held = true and endpoint_id = ?
             order by id limit ? for update skip locked
            """,
            row -> row.uuid("id"),
            endpoint,
            limit);
    byIds(
        """
        update delivery_queue set held = false, due_at = current_timestamp where id = any(?)
        """,
        ids);
    byIds(
        """
        update delivery
           set status = case when attempt_count = 0 then 'PENDING' else 'RETRYING' end,
               status_reason = null,
               next_attempt_at = case when attempt_count = 0 then null else current_timestamp end
         where id = any(?)
        """,
        ids);
    return ids.size();
  }

  /**
   * Ends up to {@code limit} rows that wait for the endpoint and are not sent; returns how many.
   */
  public int skip(EndpointId endpoint, String reason, int limit) {
    return endPortion(
        """
        select id from delivery_queue
         where ((held = true and endpoint_id = ?)
             or (held = false and waiting = false and retry in (true, false) and endpoint_id = ?)
             or (waiting = true and ordering_key is not null and endpoint_id = ?))
           and (lease_token is null or due_at <= current_timestamp)
         limit ? for update
        """,
        endpoint,
        reason,
        limit);
  }

  /** Ends up to {@code limit} rows, also those being sent: what comes of it will be dropped. */
  public int endEndpoint(EndpointId endpoint, String reason, int limit) {
    return endPortion(
        """
        select id from delivery_queue
         where (held = true and endpoint_id = ?)
            or (held = false and waiting = false and retry in (true, false) and endpoint_id = ?)
            or (waiting = true and ordering_key is not null and endpoint_id = ?)
         limit ? for update
        """,
        endpoint,
        reason,
        limit);
  }

  /**
   * The same for a subscription, whichever endpoints it had. The queue does not know it, and the
   * ledger has no index for it: so one walk through the queue, in portions, each looked up in the
   * ledger by its key. As one join it read the whole ledger for every portion (1.5 million rows:
   * 0.5 s for each 5,000; now 15 ms).
   *
   * @param after where the portion before ended; {@link #FIRST} to begin with
   * @return where this one ended; empty when it was the last
   */
  public Optional<UUID> endSubscription(
      TenantId tenant, SubscriptionId subscription, String reason, UUID after) {
    List<UUID> portion =
        database.query(
            "select id from delivery_queue where tenant_id = ? and id > ? order by id limit ?",
            row -> row.uuid("id"),
            tenant,
            after,
            WALK);
    leave(ofSubscription(portion, subscription), reason);
    return portion.size() < WALK ? Optional.empty() : Optional.of(portion.getLast());
  }

  private List<UUID> ofSubscription(List<UUID> portion, SubscriptionId subscription) {
    return database.query(
        "select id from delivery where subscription_id = ? and id = any(?)",
        row -> row.uuid("id"),
        subscription,
        array(portion));
  }

  /** Endpoints whose rows and status do not agree; a look at all of them, so not for every poll. */
  public List<EndpointId> mismatched() {
    return database.query(
        """
        select h.endpoint_id from endpoint_health h
         where h.status = 'ACTIVE'
           and h.endpoint_id in (select q.endpoint_id from delivery_queue q where q.held = true)
        union
        select h.endpoint_id from endpoint_health h
         where h.status <> 'ACTIVE'
           and exists (select 1 from delivery_queue q
                        where q.held = false and q.waiting = false and q.retry in (true, false)
                          and q.endpoint_id = h.endpoint_id)
        """,
        row -> row.id("endpoint_id", EndpointId::new));
  }

  /**
   * Deleted ones with rows left; a walk through the whole queue, so for a longer round still. What
   * is a deleted tenant's goes with its tenant: who cancelled that as well would only get in its
   * way.
   */
  public List<EndpointId> orphaned() {
    return database.query(
        """
        select distinct q.endpoint_id from delivery_queue q
         where not exists (
           select 1 from endpoint_health h where h.endpoint_id = q.endpoint_id)
           and not exists (select 1 from purge p where p.owner_id = q.tenant_id)
        """,
        row -> row.id("endpoint_id", EndpointId::new));
  }

  /** See {@link KeyLines#mend}. */
  public void mendLines() {
    lines.mend();
  }

  private int endPortion(String selection, EndpointId of, String reason, int limit) {
    // Once for each of the indexes, which between them hold all rows of an endpoint.
    List<UUID> ids = database.query(selection, row -> row.uuid("id"), of, of, of, limit);
    end(ids, reason);
    return ids.size();
  }

  /** Ends what others of their line may wait for. */
  void leave(Collection<UUID> ids, String reason) {
    if (ids.isEmpty()) {
      return;
    }
    List<KeyLines.Line> left = lines.of(ids);
    lines.lock(left);
    end(ids, reason);
    lines.advance(left);
  }

  private void end(Collection<UUID> ids, String reason) {
    byIds("delete from delivery_queue where id = any(?)", ids);
    database.update(
        """
        update delivery
           set status = 'CANCELLED', status_reason = ?, next_attempt_at = null,
               completed_at = current_timestamp
         where id = any(?) and status in ('PENDING', 'RETRYING')
        """,
        reason,
        array(ids));
  }

  private void byIds(String sql, Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      database.update(sql, (Object) array(ids));
    }
  }

  private static UUID[] array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }
}
