package dev.postern.ingest.handover;

import dev.postern.core.Service;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Dialect;
import dev.postern.ingest.ReceivedStatus;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code handover_queue}. Due times and leases are measured by the database's clock, so
 * that nodes with different clocks agree. Every call needs an open transaction.
 */
@Service
public class HandoverQueue {
  private static final int MOST_COUNTED = 100_001;
  private final Database database;

  @Inject
  public HandoverQueue(Database database) {
    this.database = database;
  }

  /** The embedded database closes its files when a thread that uses them is interrupted. */
  boolean survivesInterrupts() {
    return database.dialect() == Dialect.POSTGRESQL;
  }

  /** The sources that have something due. */
  List<SourceId> dueSources() {
    return database.query(
        """
        select s.id from source s where exists (
          select 1 from handover_queue q
          where q.source_id = s.id and q.due_at <= current_timestamp)
        order by s.id
        """,
        row -> row.id("id", SourceId::new));
  }

  /** How many there are, no more than {@value #MOST_COUNTED}. */
  long waiting() {
    return database
        .queryOne(
            "select count(*) as n from (select 1 from handover_queue limit ?) seen",
            row -> row.number("n"),
            MOST_COUNTED)
        .orElse(0L);
  }

  /** Received before all others that are still there. */
  Optional<ReceivedId> oldest() {
    return database.queryOne(
        "select id from handover_queue order by id limit 1", row -> row.id("id", ReceivedId::new));
  }

  /** Leases due rows of a source to this call alone, oldest first. */
  List<Claimed> claim(SourceId source, int limit, Duration lease) {
    UUID token = UUID.randomUUID();
    List<Claimed> due =
        database.query(
            """
            select id, tenant_id, source_id, attempt_count, due_at from handover_queue
            where source_id = ? and due_at <= current_timestamp
            order by due_at limit ? for update skip locked
            """,
            row ->
                new Claimed(
                    row.id("id", ReceivedId::new),
                    row.id("tenant_id", TenantId::new),
                    row.id("source_id", SourceId::new),
                    token,
                    row.integer("attempt_count") + 1,
                    row.instant("due_at")),
            source,
            limit);
    if (!due.isEmpty()) {
      database.batch(
          """
          update handover_queue
          set lease_token = ?, due_at = current_timestamp + cast(? as double precision) * interval '1' second,
              attempt_count = ?
          where id = ?
          """,
          due.stream()
              .map(claimed ->
                  new @Nullable Object[] {token, seconds(lease), claimed.attempt(), claimed.id()})
              .toList());
    }
    return due;
  }

  /** Whether it is still ours. */
  boolean held(Claimed claimed) {
    return database
        .queryOne(
            "select 1 as one from handover_queue where id = ? and lease_token = ?",
            row -> row.integer("one"),
            claimed.id(),
            claimed.token())
        .isPresent();
  }

  /** Prolongs the lease from now; false when it was lost to another node. */
  boolean renew(Claimed claimed, Duration lease) {
    return database.update(
            """
            update handover_queue
            set due_at = current_timestamp + cast(? as double precision) * interval '1' second
            where id = ? and lease_token = ?
            """,
            seconds(lease),
            claimed.id(),
            claimed.token())
        == 1;
  }

  /** Rows whose source was deleted while they came in. */
  int deleteOrphans() {
    return database.update(
        """
        delete from handover_queue q
        where not exists (select 1 from source s where s.id = q.source_id)
        """);
  }

  /** Ends it with success or for good; false when the lease was lost to another node. */
  boolean settle(Claimed claimed, ReceivedStatus status) {
    return database.update(
                "delete from handover_queue where id = ? and lease_token = ?",
                claimed.id(),
                claimed.token())
            == 1
        && status(claimed.tenant(), claimed.id(), status);
  }

  /** Gives it back for another try; false when the lease was lost to another node. */
  boolean retry(Claimed claimed, Duration delay) {
    return database.update(
                """
                update handover_queue
                set lease_token = null, due_at = current_timestamp + cast(? as double precision) * interval '1' second
                where id = ? and lease_token = ?
                """,
                seconds(delay),
                claimed.id(),
                claimed.token())
            == 1
        && status(claimed.tenant(), claimed.id(), ReceivedStatus.RETRYING);
  }

  /**
   * As it was before it was claimed, ahead of what came later; nothing where the lease was lost.
   */
  void giveBack(Claimed claimed) {
    int unused =
        database.update(
            """
            update handover_queue
            set lease_token = null, due_at = ?, attempt_count = attempt_count - 1
            where id = ? and lease_token = ?
            """,
            claimed.dueSince(),
            claimed.id(),
            claimed.token());
  }

  /** Puts it in line from the start; one that is just being worked on keeps its lease. */
  void again(TenantId tenant, SourceId source, ReceivedId id) {
    database.update(
        """
        insert into handover_queue (id, tenant_id, source_id, due_at, attempt_count)
        values (?, ?, ?, current_timestamp, 0)
        on conflict do nothing
        """,
        id,
        tenant,
        source);
    database.update(
        """
        update handover_queue set due_at = current_timestamp, attempt_count = 0
        where id = ? and lease_token is null
        """,
        id);
    status(tenant, id, ReceivedStatus.RECEIVED);
  }

  private boolean status(TenantId tenant, ReceivedId id, ReceivedStatus status) {
    return database.update(
            "update received set status = ? where tenant_id = ? and id = ?", status, tenant, id)
        == 1;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
