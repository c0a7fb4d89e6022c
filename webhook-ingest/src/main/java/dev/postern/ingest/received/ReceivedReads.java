package dev.postern.ingest.received;

import dev.postern.core.Service;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.ReceivedWebhooks;
import dev.postern.ingest.store.HeaderColumn;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code received} with what its key knows of duplicates. That a row is being handed over is
 * read from the queue's lease, which ends by itself when a node dies.
 */
@Service
public class ReceivedReads {
  private static final Duration SLACK = Duration.ofMinutes(1);
  private final Database database;

  @Inject
  public ReceivedReads(Database database) {
    this.database = database;
  }

  List<ReceivedWebhook> list(TenantId tenant, ReceivedQuery query, PageRequest page) {
    String like = query.q() == null ? null : "%" + escape(query.q().toLowerCase(Locale.ROOT)) + "%";
    return database.query(
        """
        select * from (
          select r.id, r.source_id, r.event_id, r.event_id_derived, r.event_type, r.received_at,
            r.headers, r.verified_by, octet_length(r.body) as body_size,
            case when octet_length(r.body) <= ? then r.body end as body,
            case when q.lease_token is not null and q.due_at > current_timestamp
              then 'PROCESSING' else r.status end as status,
            k.duplicates, k.differing_duplicates
          from received r
          left join received_key k on k.received_id = r.id
          left join handover_queue q on q.id = r.id
          where r.tenant_id = ? and r.id < ? and r.id >= ? and r.id < ?
            and (cast(? as uuid) is null or r.source_id = ?)
            and (cast(? as varchar) is null or r.event_type = ?)
            and (cast(? as timestamp with time zone) is null or r.received_at >= ?)
            and (cast(? as timestamp with time zone) is null or r.received_at < ?)
            and (cast(? as varchar) is null or r.id = ?
              or lower(r.event_id) like ? escape '!' or lower(r.event_type) like ? escape '!')
        ) x
        where cast(? as varchar) is null or x.status = ?
        order by x.id desc limit ?
        """,
        ReceivedReads::map,
        ReceivedWebhooks.LISTED_BODY_BYTES,
        tenant,
        page.bound(),
        firstId(query.since()),
        lastId(query.until()),
        query.source(),
        query.source(),
        query.eventType(),
        query.eventType(),
        query.since(),
        query.since(),
        query.until(),
        query.until(),
        like,
        query.q() == null ? null : ReceivedId.parse(query.q()).orElse(null),
        like,
        like,
        query.status() == null ? null : query.status().name(),
        query.status() == null ? null : query.status().name(),
        page.limit() + 1);
  }

  Optional<ReceivedWebhook> find(TenantId tenant, ReceivedId id) {
    return database.queryOne(
        """
        select r.id, r.source_id, r.event_id, r.event_id_derived, r.event_type, r.received_at,
          r.headers, r.verified_by, r.body, octet_length(r.body) as body_size,
          case when q.lease_token is not null and q.due_at > current_timestamp
            then 'PROCESSING' else r.status end as status,
          k.duplicates, k.differing_duplicates
        from (
          select id, source_id, event_id, event_id_derived, event_type, received_at, headers,
            verified_by, body, status
          from received where tenant_id = ? and id = ?
        ) r
        left join received_key k on k.received_id = r.id
        left join handover_queue q on q.id = r.id
        """,
        ReceivedReads::map,
        tenant,
        id);
  }

  private static ReceivedWebhook map(Row row) throws SQLException {
    return new ReceivedWebhook(
        row.id("id", ReceivedId::new),
        row.id("source_id", SourceId::new),
        new EventIdentity(
            row.text("event_id"), row.flag("event_id_derived"), row.textOrNull("event_type")),
        row.instant("received_at"),
        HeaderColumn.read(row.text("headers")),
        new ReceivedWebhook.Content(row.bytesOrNull("body"), row.integer("body_size")),
        verifiedBy(row),
        row.word("status", ReceivedStatus.class),
        row.integer("duplicates"),
        row.integer("differing_duplicates"));
  }

  private static @Nullable SecretId verifiedBy(Row row) throws SQLException {
    return row.idOrNull("verified_by", SecretId::new);
  }

  /**
   * A UUIDv7 begins with its milliseconds: the key that orders the list bounds it as well, so that
   * an old hour is as near as the last one. A minute of slack, because ids and timestamps are made
   * by two readings of the clock; the timestamp itself decides.
   */
  private static UUID firstId(@Nullable Instant since) {
    return since == null ? new UUID(0, 0) : idAt(since.minus(SLACK));
  }

  private static UUID lastId(@Nullable Instant until) {
    return until == null ? new UUID(-1, -1) : idAt(until.plus(SLACK));
  }

  private static UUID idAt(Instant time) {
    return new UUID(Math.clamp(time.toEpochMilli(), 0L, 0xFFFF_FFFF_FFFFL) << 16, 0);
  }

  private static String escape(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
