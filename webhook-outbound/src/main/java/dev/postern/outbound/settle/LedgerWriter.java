package dev.postern.outbound.settle;

import dev.postern.core.Service;
import dev.postern.core.store.Columns;
import dev.postern.core.store.Database;
import dev.postern.core.store.PlannedOnce;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.Reply;
import dev.postern.outbound.send.Timings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes {@code attempt}, and the state of {@code delivery}. Needs an open transaction. */
@Service
public class LedgerWriter {
  private static final Statement ATTEMPT =
      new Statement(
          """
          insert into attempt
            (id, tenant_id, delivery_id, number, started_at, duration_ms, dns_ms, connect_ms, tls_ms,
             first_byte_ms, outcome, response_status, request_headers, request_body, response_headers,
             response_body, response_body_truncated, detail)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          """
          insert into attempt
            (id, tenant_id, delivery_id, number, started_at, duration_ms, dns_ms, connect_ms, tls_ms,
             first_byte_ms, outcome, response_status, request_headers, request_body, response_headers,
             response_body, response_body_truncated, detail)
          select m.id, m.tenant_id, m.delivery_id, m.number, cast(m.started_at as timestamptz),
                 m.duration_ms, m.dns_ms, m.connect_ms, m.tls_ms, m.first_byte_ms, m.outcome,
                 m.response_status, m.request_headers, m.request_body, m.response_headers,
                 m.response_body, m.response_body_truncated, m.detail
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::int[], ?::text[], ?::int[], ?::int[],
                        ?::int[], ?::int[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::bool[], ?::text[])
                 m (id, tenant_id, delivery_id, number, started_at, duration_ms, dns_ms, connect_ms,
                    tls_ms, first_byte_ms, outcome, response_status, request_headers, request_body,
                    response_headers, response_body, response_body_truncated, detail)
          """,
          UUID.class,
          UUID.class,
          UUID.class,
          Integer.class,
          String.class,
          Integer.class,
          Integer.class,
          Integer.class,
          Integer.class,
          Integer.class,
          String.class,
          Integer.class,
          String.class,
          String.class,
          String.class,
          String.class,
          Boolean.class,
          String.class);

  private static final Statement OVER =
      new Statement(
          """
          update delivery
             set status = ?, status_reason = ?, status_detail = ?, attempt_count = ?,
                 next_attempt_at = null, completed_at = current_timestamp
           where id = ?
          """,
          """
          update delivery d
             set status = m.status, status_reason = m.reason, status_detail = m.detail,
                 attempt_count = m.attempts, next_attempt_at = null,
                 completed_at = current_timestamp
            from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::uuid[])
                 m (status, reason, detail, attempts, id)
           where d.id = any(?::uuid[]) and d.id = m.id
          """,
          String.class,
          String.class,
          String.class,
          Integer.class,
          UUID.class);

  private static final Statement AGAIN =
      new Statement(
          """
          update delivery
             set status = 'RETRYING', status_reason = null, status_detail = null, attempt_count = ?,
                 completed_at = null, next_attempt_at =
                   current_timestamp + cast(? as double precision) * interval '1' second
           where id = ?
          """,
          """
          update delivery d
             set status = 'RETRYING', status_reason = null, status_detail = null,
                 attempt_count = m.attempts, completed_at = null,
                 next_attempt_at = current_timestamp + m.wait * interval '1 second'
            from unnest(?::int[], ?::float8[], ?::uuid[]) m (attempts, wait, id)
           where d.id = any(?::uuid[]) and d.id = m.id
          """,
          Integer.class,
          Double.class,
          UUID.class);

  /** For each row, and for all of them at once where the database can. */
  private record Statement(String forEach, String forAll, Class<?>... types) {

    /** The last column once more where it is searched for: see {@link PlannedOnce}. */
    Object[] columns(List<@Nullable Object[]> rows) {
      Object[] columns = Columns.of(rows, types);
      if (!forAll.contains("any(?")) {
        return columns;
      }
      Object[] searched = Arrays.copyOf(columns, columns.length + 1);
      searched[columns.length] = columns[columns.length - 1];
      return searched;
    }
  }

  private static final int MOST_DETAIL = 1000;
  private static final int MOST_STATUS_DETAIL = 500;

  private final Database database;

  @Inject
  public LedgerWriter(Database database) {
    this.database = database;
  }

  void write(List<Settlement> settlements) {
    PlannedOnce.within(database);
    List<@Nullable Object[]> attempts = new ArrayList<>();
    List<@Nullable Object[]> over = new ArrayList<>();
    List<@Nullable Object[]> again = new ArrayList<>();
    for (Settlement settlement : settlements) {
      settlement.attempt().ifPresent(made -> attempts.add(attempt(settlement, made)));
      switch (settlement.decision()) {
        case DeliveryDecision.Delivered delivered ->
            over.add(over(settlement, DeliveryStatus.DELIVERED, null));
        case DeliveryDecision.Dead(DeliveryDecision.Reason reason) ->
            over.add(over(settlement, DeliveryStatus.DEAD, reason.word()));
        case DeliveryDecision.Retry(Duration wait) ->
            again.add(
                new @Nullable Object[] {
                  settlement.attemptCount(), wait.toMillis() / 1000.0, settlement.delivery().id()
                });
      }
    }
    batch(ATTEMPT, attempts);
    batch(OVER, over);
    batch(AGAIN, again);
  }

  private void batch(Statement statement, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    switch (database.dialect()) {
      case POSTGRESQL -> database.update(statement.forAll(), statement.columns(rows));
      case H2 -> database.batch(statement.forEach(), rows);
    }
  }

  private static @Nullable Object[] over(
      Settlement settlement, DeliveryStatus status, @Nullable String reason) {
    return new @Nullable Object[] {
      status,
      reason,
      cut(settlement.detail()),
      settlement.attemptCount(),
      settlement.delivery().id()
    };
  }

  private static @Nullable Object[] attempt(Settlement settlement, MadeAttempt made) {
    AttemptOutcome outcome = made.outcome();
    Timings timings = outcome.timings();
    Optional<Reply> reply = outcome.reply();
    return new @Nullable Object[] {
      made.id(),
      settlement.delivery().tenant(),
      settlement.delivery().id(),
      settlement.attemptCount(),
      made.startedAt(),
      (int) timings.total().toMillis(),
      millis(timings.dns()),
      millis(timings.connect()),
      millis(timings.tls()),
      millis(timings.firstByte()),
      outcome.outcome(),
      outcome.status().orElse(null),
      HeaderJson.of(made.requestHeaders(), HeaderJson.REQUEST_LENGTH),
      made.requestBody() == null ? null : Attempt.Request.kept(made.requestBody()),
      reply.map(r -> HeaderJson.of(r.headers(), HeaderJson.RESPONSE_LENGTH)).orElse("{}"),
      reply.map(r -> r.body().text()).orElse(null),
      reply.map(r -> r.body().truncated()).orElse(false),
      outcome.detail().substring(0, Math.min(MOST_DETAIL, outcome.detail().length()))
    };
  }

  /** A phase that did not take place is zero there and nothing here. */
  private static @Nullable Integer millis(Duration duration) {
    return duration.isZero() ? null : (int) duration.toMillis();
  }

  private static @Nullable String cut(@Nullable String detail) {
    return detail == null || detail.length() <= MOST_STATUS_DETAIL
        ? detail
        : detail.substring(0, MOST_STATUS_DETAIL);
  }
}
