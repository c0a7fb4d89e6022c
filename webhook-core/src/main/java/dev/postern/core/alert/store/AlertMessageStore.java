package dev.postern.core.alert.store;

import dev.postern.core.Service;
import dev.postern.core.alert.AlertChannel;
import dev.postern.core.alert.AlertLane;
import dev.postern.core.alert.AlertMessage;
import dev.postern.core.alert.AlertMessage.Status;
import dev.postern.core.id.AlertChannelId;
import dev.postern.core.id.AlertMessageId;
import dev.postern.core.id.NoticeId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code alert_message} and {@code alert_hold}. */
@Service
public class AlertMessageStore {
  private final Database database;
  private final Transactions transactions;

  @Inject
  public AlertMessageStore(Database database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  public void insert(AlertMessage message, AlertChannel channel) {
    database.update(
        """
        insert into alert_message
          (id, tenant_id, channel_id, notice_id, resolved, status, attempts, next_at, created_at)
        values (?, ?, ?, ?, ?, ?, 0, ?, ?)
        """,
        message.id(),
        AlertChannelStore.owner(channel.tenant()),
        channel.id(),
        message.noticeId(),
        message.resolved(),
        message.status(),
        message.createdAt(),
        message.createdAt());
  }

  /**
   * One that is due, with its channel held for {@code hold}: no other node or thread gets anything
   * of it meanwhile. The channel that waited longest comes first, and within it the oldest message.
   */
  public Optional<AlertMessage> take(AlertLane lane, Instant now, Duration hold) {
    while (true) {
      Optional<AlertMessage> due = due(lane, now);
      if (due.isEmpty() || hold(due.get(), now, hold)) {
        return due.map(AlertMessageStore::begun);
      }
    }
  }

  private Optional<AlertMessage> due(AlertLane lane, Instant now) {
    return database.queryOne(
        """
        select m.* from alert_message m join alert_channel c on c.id = m.channel_id
          left join alert_hold h on h.channel_id = c.id
        where m.status = 'WAITING' and m.next_at <= ?
          and (h.busy_until is null or h.busy_until <= ?)
          and (c.tenant_id = ?) = ?
          and (select count(*) from alert_hold b
               where b.tenant_id = c.tenant_id and b.busy_until > ?) < ?
        order by coalesce(h.busy_until, c.created_at), m.next_at, m.id limit 1
        """,
        AlertMessageStore::map,
        now,
        now,
        AlertChannelStore.owner(null),
        lane == AlertLane.PLATFORM,
        now,
        lane.ofOneOwner());
  }

  /** False when somebody else was quicker. */
  private boolean hold(AlertMessage due, Instant now, Duration hold) {
    return transactions.required(() -> {
      Instant until = now.plus(hold);
      int unused =
          database.update(
              """
              insert into alert_hold (channel_id, tenant_id, busy_until)
              select id, tenant_id, created_at from alert_channel where id = ?
              on conflict do nothing
              """,
              due.channel());
      boolean held =
          database.update(
                  "update alert_hold set busy_until = ? where channel_id = ? and busy_until <= ?",
                  until,
                  due.channel(),
                  now)
              == 1;
      boolean begun =
          held
              && database.update(
                      """
                      update alert_message set attempts = attempts + 1, next_at = ?
                      where id = ? and status = 'WAITING' and next_at <= ?
                      """,
                      until,
                      due.id(),
                      now)
                  == 1;
      // Somebody else told it between the look and the hold.
      if (held && !begun) {
        release(due, now);
      }
      return begun;
    });
  }

  /** The channel may be told the next. */
  public void release(AlertMessage message, Instant now) {
    database.update(
        "update alert_hold set busy_until = ? where channel_id = ?", now, message.channel());
  }

  /** Still to be sent, not before {@code at}; a postponement is no attempt. */
  public void postpone(AlertMessage message, int attempts, Instant at, @Nullable String why) {
    database.update(
        "update alert_message set attempts = ?, next_at = ?, detail = ? where id = ?",
        attempts,
        at,
        why,
        message.id());
  }

  public void end(AlertMessage message, Status status, Instant now, @Nullable String why) {
    database.update(
        "update alert_message set status = ?, ended_at = ?, detail = ? where id = ?",
        status,
        now,
        why,
        message.id());
  }

  /** The incident is over: true when the channel has been told of it, or is being told now. */
  public boolean told(AlertChannelId channel, NoticeId notice, Instant now) {
    int unused =
        database.update(
            """
            update alert_message set status = 'SKIPPED', ended_at = ?
            where channel_id = ? and notice_id = ? and status = 'WAITING' and attempts = 0
            """,
            now,
            channel,
            notice);
    // An escalation that nobody was told of yet may follow a notice that somebody was.
    return database
        .queryOne(
            """
            select 1 as one from alert_message
            where channel_id = ? and notice_id = ? and status in ('SENT', 'WAITING') limit 1
            """,
            row -> true,
            channel,
            notice)
        .orElse(false);
  }

  /** Whether the channel is going to hear of the notice for the first time. */
  public boolean waits(AlertChannelId channel, NoticeId notice) {
    return database
        .queryOne(
            """
            select 1 as one from alert_message
            where channel_id = ? and notice_id = ? and status = 'WAITING' and attempts = 0 limit 1
            """,
            row -> true,
            channel,
            notice)
        .orElse(false);
  }

  /** Whether the channel has heard that the notice was raised. */
  public boolean hasTold(AlertChannelId channel, NoticeId notice) {
    return database
        .queryOne(
            """
            select 1 as one from alert_message
            where channel_id = ? and notice_id = ? and status = 'SENT' and resolved = false limit 1
            """,
            row -> true,
            channel,
            notice)
        .orElse(false);
  }

  /** When the last messages of the channel went out, newest first. */
  public List<Instant> sent(AlertChannelId channel, Instant since, int limit) {
    return database.query(
        """
        select ended_at from alert_message
        where channel_id = ? and status = 'SENT' and ended_at > ?
        order by ended_at desc limit ?
        """,
        row -> Objects.requireNonNull(row.instantOrNull("ended_at")),
        channel,
        since,
        limit);
  }

  public List<AlertMessage> list(AlertChannelId channel, PageRequest page) {
    return database.query(
        """
        select * from alert_message where channel_id = ? and id < ? order by id desc limit ?
        """,
        AlertMessageStore::map,
        channel,
        page.bound(),
        page.limit() + 1);
  }

  public void deleteOf(AlertChannelId channel) {
    database.update("delete from alert_message where channel_id = ?", channel);
    database.update("delete from alert_hold where channel_id = ?", channel);
  }

  public void deleteAll(TenantId tenant) {
    database.update("delete from alert_message where tenant_id = ?", tenant);
    database.update("delete from alert_hold where tenant_id = ?", tenant);
  }

  public int deleteBefore(Instant before) {
    return database.update(
        "delete from alert_message where status <> 'WAITING' and created_at < ?", before);
  }

  private static AlertMessage begun(AlertMessage due) {
    return new AlertMessage(
        due.id(),
        due.channel(),
        due.noticeId(),
        due.resolved(),
        due.status(),
        due.attempts() + 1,
        due.createdAt(),
        due.endedAt(),
        due.detail());
  }

  private static AlertMessage map(Row row) throws SQLException {
    return new AlertMessage(
        row.id("id", AlertMessageId::new),
        row.id("channel_id", AlertChannelId::new),
        row.id("notice_id", NoticeId::new),
        row.flag("resolved"),
        row.word("status", Status.class),
        row.integer("attempts"),
        row.instant("created_at"),
        row.instantOrNull("ended_at"),
        row.textOrNull("detail"));
  }
}
