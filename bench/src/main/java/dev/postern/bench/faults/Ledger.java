package dev.postern.bench.faults;

import dev.postern.core.id.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the database says of one tenant, asked past every node. */
record Ledger(Database database, String tenant) {
  static final String OURS = " = (select id from tenant where slug = ?) ";

  /** What is leased now: lease by {@code webhook-id}. */
  Map<String, String> leases() throws SQLException {
    Map<String, String> found = new HashMap<>();
    ask(
        "select event_id, lease_token from delivery_queue where lease_token is not null and"
            + " tenant_id"
            + OURS,
        rows ->
            found.put(new EventId(rows.getObject(1, UUID.class)).toString(), rows.getString(2)));
    return found;
  }

  /** The {@code webhook-id}s of what is leased now. */
  Set<String> leased() throws SQLException {
    return leases().keySet();
  }

  /** The deliveries that are leased now. */
  Set<UUID> leasedDeliveries() throws SQLException {
    Set<UUID> found = new HashSet<>();
    ask(
        "select id from delivery_queue where lease_token is not null and tenant_id" + OURS,
        rows -> found.add(rows.getObject(1, UUID.class)));
    return found;
  }

  /** The {@code webhook-id}s of what is not over. */
  Set<String> unsettled() throws SQLException {
    return ids("select event_id from delivery_queue where tenant_id" + OURS);
  }

  /** In one statement: between two of them a webhook goes over from one queue to the other. */
  long waiting() throws SQLException {
    return number(
        """
        with ours as (select id from tenant where slug = ?)
        select (select count(*) from delivery_queue where tenant_id = (select id from ours))
             + (select count(*) from handover_queue where tenant_id = (select id from ours))
        """);
  }

  /** In the ledger as open and in no queue, or the other way round. */
  long loose() throws SQLException {
    return number(
        """
        select count(*) from delivery d full join delivery_queue q on q.id = d.id
         where coalesce(d.tenant_id, q.tenant_id)
        """
            + OURS
            + """
             and (d.id is null or (q.id is null) <> (d.status in ('DELIVERED', 'DEAD', 'CANCELLED')))
            """);
  }

  String statuses() throws SQLException {
    List<String> found = new ArrayList<>();
    ask(
        "select lower(status) || ' ' || count(*) from delivery where tenant_id"
            + OURS
            + "group by status order by status",
        rows -> found.add(rows.getString(1)));
    return found.isEmpty() ? "no deliveries" : String.join(", ", found);
  }

  /** The first number of a query whose last parameter is the tenant's name. */
  long number(String sql) throws SQLException {
    long[] found = {0};
    ask(sql, rows -> found[0] = rows.getLong(1));
    return found[0];
  }

  /** Rows of webhooks taken in, beyond one an event. */
  long doubles() throws SQLException {
    return number("select count(*) - count(distinct event_id) from received where tenant_id" + OURS)
        + number(
            "select count(external_id) - count(distinct external_id) from event where tenant_id"
                + OURS);
  }

  /** Webhooks taken in. */
  long received() throws SQLException {
    return number("select count(*) from received where tenant_id" + OURS);
  }

  @FunctionalInterface
  interface Rows {
    void row(ResultSet rows) throws SQLException;
  }

  void ask(String sql, Rows reader) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.row(rows);
        }
      }
    }
  }

  private Set<String> ids(String sql) throws SQLException {
    List<UUID> found = new ArrayList<>();
    ask(sql, rows -> found.add(rows.getObject(1, UUID.class)));
    return found.stream().map(id -> new EventId(id).toString()).collect(Collectors.toSet());
  }
}
