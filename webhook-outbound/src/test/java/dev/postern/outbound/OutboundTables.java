package dev.postern.outbound;

import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.endpoint.store.EndpointRow;
import dev.postern.outbound.subscription.store.SubscriptionRow;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The module's tables in one test's database, a clock that stands, and ids in order. */
public final class OutboundTables implements AutoCloseable {
  public static final TenantId ACME = new TenantId(new UUID(0x7001, 1));
  public static final TenantId OTHER = new TenantId(new UUID(0x7001, 2));

  public final TestDatabase database;
  public final RecordingControl control = new RecordingControl();
  public final AtomicLong wakeUps = new AtomicLong();
  public Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final AtomicLong ids = new AtomicLong();

  private OutboundTables(TestDatabase database) {
    this.database = database;
  }

  public static OutboundTables h2() {
    return new OutboundTables(
        TestDatabase.h2(
            new String[] {"core", "outbound"}, EndpointRow.class, SubscriptionRow.class));
  }

  public static OutboundTables postgres() {
    return new OutboundTables(
        TestDatabase.postgres(
            new String[] {"core", "outbound"}, EndpointRow.class, SubscriptionRow.class));
  }

  /** The same, reached by way of another port of this machine. */
  public static OutboundTables postgresBehind(int port) {
    return new OutboundTables(
        TestDatabase.postgresBehind(
            port, new String[] {"core", "outbound"}, EndpointRow.class, SubscriptionRow.class));
  }

  public Stamp stamp() {
    return new Stamp(this::id, () -> now);
  }

  /** UUIDv7 of the clock's present millisecond. */
  public UUID id() {
    return new UUID(
        (now.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0000L | ids.incrementAndGet());
  }

  public long count(String sql, Object... parameters) {
    return database
        .database()
        .queryOne(sql, row -> row.rows().getLong(1), parameters)
        .orElseThrow();
  }

  @Override
  public void close() {
    database.close();
  }
}
