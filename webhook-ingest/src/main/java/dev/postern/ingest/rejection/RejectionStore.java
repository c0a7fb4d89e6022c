package dev.postern.ingest.rejection;

import dev.postern.core.Service;
import dev.postern.core.id.RejectionId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionQuery;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code rejection}. */
@Service
public class RejectionStore {
  private final Database database;

  @Inject
  public RejectionStore(Database database) {
    this.database = database;
  }

  /** Inserts what is new and overwrites the counts of what is not; doing it twice is harmless. */
  void save(List<Tally> tallies) {
    database.batch(
        """
        insert into rejection
          (id, tenant_id, source_id, reason, diagnosis, client_ip, user_agent, signature_prefix,
           rejected_at, count)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict do nothing
        """,
        tallies.stream()
            .filter(tally -> tally.progress() == Tally.Progress.NEW)
            .map(RejectionStore::row)
            .toList());
    database.batch(
        """
        update rejection
        set rejected_at = ?, count = ?, diagnosis = ?, user_agent = ?, signature_prefix = ?
        where id = ?
        """,
        tallies.stream().map(RejectionStore::change).toList());
  }

  void deleteBefore(Instant time) {
    // An id begins with the milliseconds of its making.
    UUID earliest = new UUID(time.toEpochMilli() << 16, 0);
    database.update("delete from rejection where id < ? and rejected_at < ?", earliest, time);
  }

  List<Rejection> list(TenantId tenant, RejectionQuery query, PageRequest page) {
    return before(tenant, query, page.bound(), page.limit() + 1);
  }

  List<Rejection> newest(TenantId tenant, RejectionQuery query, int most) {
    return before(tenant, query, PageRequest.first(1).bound(), most);
  }

  private List<Rejection> before(TenantId tenant, RejectionQuery query, UUID bound, int most) {
    return database.query(
        """
        select * from rejection
        where tenant_id = ? and id < ?
          and (cast(? as uuid) is null or source_id = ?)
          and (cast(? as varchar) is null or reason = ?)
          and (cast(? as timestamp with time zone) is null or rejected_at >= ?)
          and (cast(? as timestamp with time zone) is null or rejected_at < ?)
        order by id desc limit ?
        """,
        RejectionStore::map,
        tenant,
        bound,
        query.source(),
        query.source(),
        query.reason(),
        query.reason(),
        query.since(),
        query.since(),
        query.until(),
        query.until(),
        most);
  }

  private static @Nullable Object[] change(Tally tally) {
    RefusedCall.Detail detail = tally.told().detail().get();
    return new @Nullable Object[] {
      tally.last(),
      tally.count(),
      detail.diagnosis(),
      detail.userAgent(),
      detail.signaturePrefix(),
      tally.id()
    };
  }

  private static @Nullable Object[] row(Tally tally) {
    RefusedCall told = tally.told();
    RefusedCall.Detail detail = told.detail().get();
    return new @Nullable Object[] {
      tally.id(),
      told.tenant(),
      told.source(),
      told.reason(),
      detail.diagnosis(),
      told.clientIp(),
      detail.userAgent(),
      detail.signaturePrefix(),
      tally.last(),
      tally.count()
    };
  }

  private static Rejection map(Row row) throws SQLException {
    return new Rejection(
        row.id("id", RejectionId::new),
        row.id("source_id", SourceId::new),
        row.text("reason"),
        row.textOrNull("diagnosis"),
        row.text("client_ip"),
        row.textOrNull("user_agent"),
        row.textOrNull("signature_prefix"),
        row.instant("rejected_at"),
        row.integer("count"));
  }
}
