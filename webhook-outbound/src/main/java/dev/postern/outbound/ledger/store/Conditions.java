package dev.postern.outbound.ledger.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The where-clause of one list: constant fragments of SQL and their parameters, in step. Only what
 * is filtered by stands in the statement, so that each one is planned for its own index. Not
 * thread-safe.
 */
final class Conditions {
  private static final Duration SLACK = Duration.ofMinutes(1);

  private final StringBuilder sql = new StringBuilder("where ");
  private final List<@Nullable Object> parameters = new ArrayList<>();

  Conditions(String first, Object... values) {
    sql.append(first);
    parameters.addAll(List.of(values));
  }

  /** The fragment is constant text of the calling class. */
  Conditions and(String fragment, Object... values) {
    sql.append(" and ").append(fragment);
    parameters.addAll(List.of(values));
    return this;
  }

  /**
   * Rows with an id from or up to that time: a UUIDv7 begins with its milliseconds, so the key that
   * orders the list bounds it too, and whole partitions are left out. A minute of slack, because
   * ids and timestamps are made by two readings of the clock; the timestamp itself decides.
   */
  Conditions idsFrom(String fragment, Instant since) {
    return and(fragment, uuidAt(since.minus(SLACK)));
  }

  Conditions idsUntil(String fragment, Instant until) {
    return and(fragment, uuidAt(until.plus(SLACK)));
  }

  /** Ends a fragment that opened a parenthesis. */
  void close() {
    sql.append(')');
  }

  String sql() {
    return sql.toString();
  }

  @Nullable Object[] values() {
    return parameters.toArray();
  }

  @Nullable Object[] with(Object last) {
    List<@Nullable Object> all = new ArrayList<>(parameters);
    all.add(last);
    return all.toArray();
  }

  private static UUID uuidAt(Instant time) {
    long millis = Math.clamp(time.toEpochMilli(), 0L, 0xFFFF_FFFF_FFFFL);
    return new UUID(millis << 16, 0L);
  }
}
