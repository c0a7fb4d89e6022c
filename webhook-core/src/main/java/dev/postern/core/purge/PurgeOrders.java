package dev.postern.core.purge;

import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import java.util.List;
import java.util.UUID;

/**
 * Reads and writes {@code purge}: what was deleted and may have rows left. An order stays a while
 * after the last of them, for who was writing while it was deleted. By the database's clock.
 */
public final class PurgeOrders {
  private final Database database;

  public PurgeOrders(Database database) {
    this.database = database;
  }

  /** What was deleted, and of which tenant. */
  record Order(PurgeKind kind, UUID owner, TenantId tenant) {}

  /** Within the deleting transaction; asked twice it is one order. */
  public void place(PurgeKind kind, UUID owner, TenantId tenant) {
    int unused =
        database.update(
            """
            insert into purge (kind, owner_id, tenant_id, ordered_at, next_at)
            values (?, ?, ?, current_timestamp, current_timestamp)
            on conflict do nothing
            """,
            kind.name(),
            owner,
            tenant);
  }

  List<Order> due() {
    return database.query(
        """
        select kind, owner_id, tenant_id from purge
        where next_at <= current_timestamp order by ordered_at
        """,
        row ->
            new Order(
                PurgeKind.valueOf(row.text("kind")),
                row.uuid("owner_id"),
                row.id("tenant_id", TenantId::new)));
  }

  /** Until the transaction ends; false when another node has it, or it is done. */
  boolean take(Order order) {
    return database
        .queryOne(
            """
            select 1 as one from purge
            where kind = ? and owner_id = ? for update skip locked
            """,
            row -> true,
            order.kind().name(),
            order.owner())
        .isPresent();
  }

  /** Puts it off to when no transaction of before can be open any more; false when it is then. */
  boolean putOff(Order order) {
    return database.update(
            """
            update purge set next_at = ordered_at + interval '15' minute
            where kind = ? and owner_id = ? and next_at < ordered_at + interval '15' minute
              and current_timestamp < ordered_at + interval '15' minute
            """,
            order.kind().name(),
            order.owner())
        == 1;
  }

  void done(Order order) {
    int unused =
        database.update(
            "delete from purge where kind = ? and owner_id = ?",
            order.kind().name(),
            order.owner());
  }
}
