package dev.postern.outbound.ledger.store;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.ledger.Cause;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads {@code delivery}; what is leased in {@code delivery_queue} is being sent. */
@Service
public class DeliveryReader {
  private static final String SELECT =
      """
      select d.id, d.tenant_id, d.event_id, d.event_type, d.endpoint_id, d.subscription_id,
        d.status, case when q.waiting then 'waiting_for_earlier'
          when d.status_reason is null and q.id is not null and h.breaker <> 'CLOSED'
            then 'circuit_open'
          when d.status_reason is null and q.due_at <= current_timestamp
            and p.free_at > current_timestamp then 'rate_limited'
          else d.status_reason end as status_reason, d.status_detail, d.attempt_count,
        case when q.waiting then null else d.next_attempt_at end as next_attempt_at, d.created_at,
        d.completed_at,
        case when q.lease_token is not null and q.due_at > current_timestamp then true
          else false end as sending
      from delivery d left join delivery_queue q on q.id = d.id
        left join endpoint_health h on h.endpoint_id = d.endpoint_id
        left join endpoint_pace p on p.endpoint_id = d.endpoint_id
      """;

  /** The same from the other side: few rows are leased, and the index on due_at knows them. */
  private static final String SELECT_LEASED =
      """
      select d.id, d.tenant_id, d.event_id, d.event_type, d.endpoint_id, d.subscription_id,
        d.status, d.status_reason, d.status_detail, d.attempt_count, d.next_attempt_at, d.created_at,
        d.completed_at, true as sending
      from delivery_queue q join delivery d on d.id = q.id
      """;

  private final Database database;

  @Inject
  public DeliveryReader(Database database) {
    this.database = database;
  }

  public Optional<Delivery> find(TenantId tenant, DeliveryId id) {
    return database.queryOne(
        SELECT + "where d.id = ? and d.tenant_id = ?", DeliveryReader::delivery, id, tenant);
  }

  /** One row more than the page holds, when there is one. */
  public List<Delivery> list(TenantId tenant, LedgerFilter filter, PageRequest page) {
    Conditions where = new Conditions("d.tenant_id = ?", tenant).and("d.id < ?", page.bound());
    boolean leased = status(where, filter.status());
    rest(where, tenant, filter);
    return database.query(
        (leased ? SELECT_LEASED : SELECT) + where.sql() + " order by d.id desc limit ?",
        DeliveryReader::delivery,
        where.with(page.limit() + 1));
  }

  /** What an endpoint holds although it was tried before, in the order it was accepted. */
  public List<Delivery> heldAfterAttempts(TenantId tenant, EndpointId endpoint, int limit) {
    return database.query(
        SELECT
            + """
            where d.tenant_id = ? and q.held = true and q.endpoint_id = ? and q.attempt_count > 0
            order by q.id limit ?
            """,
        DeliveryReader::delivery,
        tenant,
        endpoint,
        limit);
  }

  /** What is over and matches, in the order it was accepted, from the one after {@code last}. */
  public List<Delivery> after(TenantId tenant, LedgerFilter filter, DeliveryId last, int limit) {
    return database.query(
        SELECT + over(tenant, filter).and("d.id > ?", last).sql() + " order by d.id limit ?",
        DeliveryReader::delivery,
        over(tenant, filter).and("d.id > ?", last).with(limit));
  }

  /** How many of them there are. */
  public long count(TenantId tenant, LedgerFilter filter) {
    Conditions where = over(tenant, filter);
    return database
        .queryOne(
            "select count(*) as n from delivery d " + where.sql(),
            row -> row.number("n"),
            where.values())
        .orElse(0L);
  }

  /** The same, and no further than {@code most}. */
  public long countUpTo(TenantId tenant, LedgerFilter filter, int most) {
    Conditions where = over(tenant, filter);
    return database
        .queryOne(
            "select count(*) as n from (select 1 from delivery d " + where.sql() + " limit ?) seen",
            row -> row.number("n"),
            where.with(most))
        .orElse(0L);
  }

  private Conditions over(TenantId tenant, LedgerFilter filter) {
    Conditions where = new Conditions("d.tenant_id = ?", tenant);
    if (filter.status() == null) {
      where.and("d.status in ('DELIVERED', 'DEAD', 'CANCELLED')");
    } else {
      boolean unused = status(where, filter.status());
    }
    rest(where, tenant, filter);
    return where;
  }

  private void rest(Conditions where, TenantId tenant, LedgerFilter filter) {
    if (filter.endpoint() instanceof EndpointId endpoint) {
      where.and("d.endpoint_id = ?", endpoint);
    }
    if (filter.eventType() instanceof String type) {
      where.and("d.event_type = ?", type);
    }
    if (filter.since() instanceof Instant since) {
      where.idsFrom("d.id >= ?", since).and("d.created_at >= ?", since);
    }
    if (filter.until() instanceof Instant until) {
      where.idsUntil("d.id < ?", until).and("d.created_at < ?", until);
    }
    if (filter.cause() instanceof Cause cause) {
      where
          .and("coalesce(d.status_reason, '') = ?", cause.reason())
          .and("coalesce(" + DeadReader.LAST_OUTCOME + ", '') = ?", DeadReader.key(cause));
    }
    if (filter.q() instanceof String q) {
      search(where, SearchTerm.of(q, tenant, database, TypeWords.OF_DELIVERIES));
    }
  }

  /** Of these events, by event and then in the order they were made. */
  public List<Delivery> ofEvents(List<EventId> events) {
    Object[] ids = events.stream().map(EventId::uuid).toArray(UUID[]::new);
    return database.query(
        SELECT + "where d.event_id = any(?) order by d.event_id, d.id",
        DeliveryReader::delivery,
        (Object) ids);
  }

  /** True when the list is of what is being sent. */
  static boolean status(Conditions where, @Nullable DeliveryStatus status) {
    if (status == null) {
      return false;
    }
    switch (status) {
      case SENDING ->
          // No lease is an hour long; the upper bound leaves out what waits for a retry.
          where
              .and("q.lease_token is not null and not q.held")
              .and("q.due_at > current_timestamp")
              .and("q.due_at < current_timestamp + interval '1' hour");
      case PENDING, RETRYING ->
          where
              .and("d.status = ?", status)
              .and("(q.lease_token is null or q.due_at <= current_timestamp)");
      case DELIVERED, DEAD, CANCELLED -> where.and("d.status = ?", status);
    }
    return status == DeliveryStatus.SENDING;
  }

  private static void search(Conditions where, SearchTerm term) {
    switch (term) {
      case SearchTerm.OfDelivery(DeliveryId id) -> where.and("d.id = ?", id);
      case SearchTerm.OfEvent(EventId id) -> where.and("d.event_id = ?", id);
      case SearchTerm.OfEndpoint(EndpointId id) -> where.and("d.endpoint_id = ?", id);
      case SearchTerm.OfSubscription subscription -> subscription.of(where);
      case SearchTerm.Types types -> where.and("d.event_type = any(?)", (Object) types.array());
      case SearchTerm.Words words -> where.and("d.event_type like ? escape '!'", words.pattern());
    }
  }

  private static Delivery delivery(Row row) throws SQLException {
    DeliveryStatus stored = row.word("status", DeliveryStatus.class);
    return new Delivery(
        row.id("id", DeliveryId::new),
        row.id("tenant_id", TenantId::new),
        row.id("event_id", EventId::new),
        row.text("event_type"),
        row.id("endpoint_id", EndpointId::new),
        row.id("subscription_id", SubscriptionId::new),
        row.flag("sending") && !stored.over() ? DeliveryStatus.SENDING : stored,
        row.textOrNull("status_reason"),
        row.textOrNull("status_detail"),
        row.integer("attempt_count"),
        row.instantOrNull("next_attempt_at"),
        row.instant("created_at"),
        row.instantOrNull("completed_at"));
  }
}
