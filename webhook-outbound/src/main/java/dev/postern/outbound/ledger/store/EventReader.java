package dev.postern.outbound.ledger.store;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.EventEntry;
import dev.postern.outbound.ledger.FilteredOut;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads {@code event} and {@code event_filtered}. */
@Service
public class EventReader {
  private static final String SELECT =
      """
      select e.id, e.tenant_id, e.external_id, e.type, e.occurred_at, e.channel, e.ordering_key,
        e.payload, e.created_at
      from event e
      """;

  // The weighing is done over the rows of one page, never over the whole table.
  private static final String WEIGHED_HEAD =
      """
      select w.id, w.tenant_id, w.external_id, w.type, w.occurred_at, w.channel, w.ordering_key,
        case when w.so_far <= 33554432 or w.place = 1 then w.payload end as payload, w.created_at
      from (select l.*, row_number() over (order by l.id desc) as place,
          sum(octet_length(l.payload)) over (order by l.id desc) as so_far
        from (
      """;
  private static final String WEIGHED_TAIL =
      """
       order by e.id desc limit ?) l) w
      order by w.id desc
      """;
  private static final byte[] LEFT_OUT = new byte[0];

  private final Database database;

  @Inject
  public EventReader(Database database) {
    this.database = database;
  }

  public Optional<EventEntry> find(TenantId tenant, EventId id) {
    return database.queryOne(
        SELECT + "where e.id = ? and e.tenant_id = ?", EventReader::event, id, tenant);
  }

  /** A page may hold fewer than were asked for, where their payloads are large; never none. */
  public Page<EventEntry> list(TenantId tenant, LedgerFilter filter, PageRequest page) {
    Conditions where = new Conditions("e.tenant_id = ?", tenant).and("e.id < ?", page.bound());
    if (filter.eventType() instanceof String type) {
      where.and("e.type = ?", type);
    }
    if (filter.since() instanceof Instant since) {
      where.idsFrom("e.id >= ?", since).and("e.created_at >= ?", since);
    }
    if (filter.until() instanceof Instant until) {
      where.idsUntil("e.id < ?", until).and("e.created_at < ?", until);
    }
    if (filter.q() instanceof String q) {
      search(where, tenant, SearchTerm.of(q, tenant, database, TypeWords.OF_EVENTS));
    }
    deliveries(where, tenant, filter);
    List<EventEntry> rows =
        database.query(
            WEIGHED_HEAD + SELECT + where.sql() + WEIGHED_TAIL,
            EventReader::event,
            where.with(page.limit() + 1));
    int fit = (int) rows.stream().takeWhile(event -> event.payload().length > 0).count();
    // The first that is too much tells, as the row after the last does, that there is more.
    PageRequest cut = new PageRequest(Math.min(fit, page.limit()), page.before());
    return cut.page(rows, event -> event.id().uuid());
  }

  /** What filters kept back of these events. */
  public Map<EventId, List<FilteredOut>> filtered(List<EventId> events) {
    Object[] ids = events.stream().map(EventId::uuid).toArray(UUID[]::new);
    Map<EventId, List<FilteredOut>> filtered = new HashMap<>();
    database.query(
        """
        select event_id, subscription_id, reason from event_filtered
        where event_id = any(?) order by subscription_id
        """,
        row ->
            filtered
                .computeIfAbsent(row.id("event_id", EventId::new), id -> new ArrayList<>())
                .add(
                    new FilteredOut(
                        row.id("subscription_id", SubscriptionId::new), row.text("reason"))),
        (Object) ids);
    return filtered;
  }

  private static void deliveries(Conditions where, TenantId tenant, LedgerFilter filter) {
    DeliveryStatus status = filter.status();
    EndpointId endpoint = filter.endpoint();
    if (status == null && endpoint == null) {
      return;
    }
    where.and(
        """
        exists (select 1 from delivery d left join delivery_queue q on q.id = d.id
          where d.event_id = e.id and d.tenant_id = ?
        """,
        tenant);
    if (endpoint != null) {
      where.and("d.endpoint_id = ?", endpoint);
    }
    if (status != null) {
      DeliveryReader.status(where, status);
    }
    where.close();
  }

  private static void search(Conditions where, TenantId tenant, SearchTerm term) {
    switch (term) {
      case SearchTerm.OfEvent(EventId id) -> where.and("e.id = ?", id);
      case SearchTerm.OfDelivery(DeliveryId id) ->
          where.and("e.id = (select d.event_id from delivery d where d.id = ?)", id);
      case SearchTerm.OfEndpoint(EndpointId id) ->
          where.and("e.id in (select d.event_id from delivery d where d.endpoint_id = ?)", id);
      case SearchTerm.OfSubscription subscription -> {
        where.and("e.id in (select d.event_id from delivery d where d.tenant_id = ?", tenant);
        subscription.of(where);
        where.close();
      }
      case SearchTerm.Types types -> where.and("e.type = any(?)", (Object) types.array());
      case SearchTerm.Words words -> where.and("e.type like ? escape '!'", words.pattern());
    }
  }

  private static EventEntry event(Row row) throws SQLException {
    byte[] payload = row.bytesOrNull("payload");
    return new EventEntry(
        row.id("id", EventId::new),
        row.id("tenant_id", TenantId::new),
        row.textOrNull("external_id"),
        row.text("type"),
        row.instant("occurred_at"),
        row.textOrNull("channel"),
        row.textOrNull("ordering_key"),
        payload == null ? LEFT_OUT : payload,
        row.instant("created_at"));
  }
}
