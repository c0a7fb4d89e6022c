package dev.postern.outbound.ledger;

import dev.postern.core.Service;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A few counts for people who glance at a tenant. Each walks an index and stops at {@value #MOST}
 * rows, so that it costs the same however much there is. Thread-safe.
 */
@Service
public class Pulse {
  /** Counting stops after that many. */
  public static final int MOST = 10_000;

  private static final int UUID_TIME_BITS = 16;

  private final Database database;

  @Inject
  public Pulse(Database database) {
    this.database = database;
  }

  /** A number that is exact up to {@value #MOST}. */
  public record Count(long rows) {
    /** {@code 42}, or {@code 10,000+} when counting stopped. */
    public String words() {
      return rows > MOST ? "10,000+" : String.valueOf(rows);
    }

    public boolean none() {
      return rows == 0;
    }
  }

  /** How many deliveries accepted since then have each status; {@code SENDING} is never counted. */
  public Map<DeliveryStatus, Count> since(TenantId tenant, Instant since) {
    Map<DeliveryStatus, Count> counts = new EnumMap<>(DeliveryStatus.class);
    for (DeliveryStatus status : DeliveryStatus.values()) {
      counts.put(
          status,
          count(
              """
              select count(*) as rows_seen from (
                select 1 from delivery
                where tenant_id = ? and status = ? and id >= ? limit ?) seen
              """,
              tenant,
              status,
              earliest(since),
              MOST + 1));
    }
    return counts;
  }

  /** What has that status, whenever it was accepted. */
  public Count of(TenantId tenant, DeliveryStatus status) {
    return count(
        """
        select count(*) as rows_seen from (
          select 1 from delivery where tenant_id = ? and status = ? limit ?) seen
        """,
        tenant,
        status,
        MOST + 1);
  }

  /** When the oldest was accepted that is not over; empty when nothing waits. */
  public Optional<Instant> oldestWaiting(TenantId tenant) {
    return Stream.of(DeliveryStatus.PENDING, DeliveryStatus.RETRYING)
        .flatMap(status ->
            database
                .query(
                    """
                    select created_at from delivery where tenant_id = ? and status = ?
                     order by id limit 1
                    """,
                    row -> row.instant("created_at"),
                    tenant,
                    status)
                .stream())
        .min(Instant::compareTo);
  }

  /** What is not over of one endpoint. */
  public Count waiting(TenantId tenant, EndpointId endpoint) {
    return count(
        """
        select count(*) as rows_seen from (
          select 1 from delivery_queue
           where ((held = true and endpoint_id = ?)
               or (held = false and waiting = false and retry in (true, false) and endpoint_id = ?)
               or (waiting = true and ordering_key is not null and endpoint_id = ?))
             and tenant_id = ? limit ?) seen
        """,
        endpoint,
        endpoint,
        endpoint,
        tenant,
        MOST + 1);
  }

  private Count count(String sql, Object... parameters) {
    return database
        .queryOne(sql, row -> new Count(row.number("rows_seen")), parameters)
        .orElseThrow();
  }

  /** No UUIDv7 made at {@code instant} or later is below this one. */
  private static UUID earliest(Instant instant) {
    return new UUID(instant.toEpochMilli() << UUID_TIME_BITS, 0);
  }
}
