package dev.postern.ingest;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/**
 * Counts for people who glance at a tenant. Each walks an index and stops at {@value #MOST} rows.
 * Thread-safe.
 */
@Service
public class IntakePulse {
  static final int MOST = 10_000;
  private static final int UUID_TIME_BITS = 16;

  private final Database database;

  @Inject
  public IntakePulse(Database database) {
    this.database = database;
  }

  /** Webhooks taken in since then; {@value #MOST} + 1 when there are more. */
  public long received(TenantId tenant, Instant since) {
    return count(
        """
        select count(*) as rows_seen from (
          select 1 from received where tenant_id = ? and id >= ? limit ?) seen
        """,
        tenant,
        since);
  }

  /** Requests refused since then, in rows of like ones. */
  public long refused(TenantId tenant, Instant since) {
    return count(
        """
        select count(*) as rows_seen from (
          select 1 from rejection where tenant_id = ? and id >= ? limit ?) seen
        """,
        tenant,
        since);
  }

  private long count(String sql, TenantId tenant, Instant since) {
    UUID earliest = new UUID(since.toEpochMilli() << UUID_TIME_BITS, 0);
    return database
        .queryOne(sql, row -> row.number("rows_seen"), tenant, earliest, MOST + 1)
        .orElseThrow();
  }
}
