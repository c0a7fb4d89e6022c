package dev.postern.outbound.ledger.store;

import dev.postern.core.Service;
import dev.postern.core.id.AttemptId;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Row;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.AttemptTimings;
import dev.postern.outbound.ledger.HeadersJson;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code attempt}. */
@Service
public class AttemptReader {
  private final Database database;

  @Inject
  public AttemptReader(Database database) {
    this.database = database;
  }

  /**
   * The first one first.
   *
   * @param body what those sent that have no body of their own: the event's payload, kept once
   */
  public List<Attempt> ofDelivery(DeliveryId delivery, String body) {
    return database.query(
        """
        select id, number, started_at, duration_ms, dns_ms, connect_ms, tls_ms, first_byte_ms,
          outcome, response_status, request_headers, request_body, response_headers, response_body,
          response_body_truncated, detail
        from attempt where delivery_id = ? order by number, id
        """,
        row -> attempt(row, body),
        delivery);
  }

  private static Attempt attempt(Row row, String body) throws SQLException {
    return new Attempt(
        row.id("id", AttemptId::new),
        row.integer("number"),
        row.instant("started_at"),
        new AttemptTimings(
            Duration.ofMillis(row.integer("duration_ms")),
            millis(row, "dns_ms"),
            millis(row, "connect_ms"),
            millis(row, "tls_ms"),
            millis(row, "first_byte_ms")),
        row.word("outcome", AttemptOutcome.class),
        new Attempt.Request(
            HeadersJson.read(row.text("request_headers")),
            Objects.requireNonNullElse(row.textOrNull("request_body"), body)),
        response(row),
        row.textOrNull("detail"));
  }

  private static Attempt.@Nullable Response response(Row row) throws SQLException {
    Integer status = row.integerOrNull("response_status");
    return status == null
        ? null
        : new Attempt.Response(
            status,
            HeadersJson.read(row.text("response_headers")),
            row.textOrNull("response_body"),
            row.flag("response_body_truncated"));
  }

  private static @Nullable Duration millis(Row row, String column) throws SQLException {
    Integer value = row.integerOrNull(column);
    return value == null ? null : Duration.ofMillis(value);
  }
}
