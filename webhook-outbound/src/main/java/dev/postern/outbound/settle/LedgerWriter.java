package dev.postern.outbound.settle;

import dev.postern.core.Service;
import dev.postern.core.store.Database;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.retry.DeliveryDecision;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.Reply;
import dev.postern.outbound.send.Timings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes {@code attempt}, and the state of {@code delivery}. Needs an open transaction. */
@Service
public class LedgerWriter {
  private static final String ATTEMPT =
      """
      insert into attempt
        (id, tenant_id, delivery_id, number, started_at, duration_ms, dns_ms, connect_ms, tls_ms,
         first_byte_ms, outcome, response_status, request_headers, request_body, response_headers,
         response_body, response_body_truncated, detail)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String OVER =
      """
      update delivery
         set status = ?, status_reason = ?, status_detail = ?, attempt_count = ?, next_attempt_at = null,
             completed_at = current_timestamp
       where id = ?
      """;

  private static final String AGAIN =
      """
      update delivery
         set status = 'RETRYING', status_reason = null, status_detail = null, attempt_count = ?, completed_at = null,
             next_attempt_at = current_timestamp + cast(? as double precision) * interval '1' second
       where id = ?
      """;

  private static final int MOST_DETAIL = 1000;
  private static final int MOST_STATUS_DETAIL = 500;

  private final Database database;

  @Inject
  public LedgerWriter(Database database) {
    this.database = database;
  }

  void write(List<Settlement> settlements) {
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

  private void batch(String sql, List<@Nullable Object[]> rows) {
    if (!rows.isEmpty()) {
      database.batch(sql, rows);
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
