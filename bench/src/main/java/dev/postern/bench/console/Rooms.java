package dev.postern.bench.console;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Some of what is in the large tenant's ledger; the old ones are 60 days old. */
record Rooms(
    TenantId tenant,
    EndpointId busy,
    String busyName,
    EndpointId rare,
    String rareName,
    SubscriptionId rareSubscription,
    DeliveryId oldDelivery,
    EventId oldEvent,
    String oldKey) {
  private static final String FIND =
      """
      with rare as (select * from bench_slot where no = 0),
        busy as (select endpoint_1 as id from bench_slot where tenant_id = (select tenant_id from rare)
          group by 1 order by count(*) desc limit 1),
        old as (select d.id, d.event_id, e.external_id from delivery d join event e on e.id = d.event_id
          where d.tenant_id = (select tenant_id from rare)
            and d.id < bench_id((extract(epoch from now() - interval '60 days') * 1000)::bigint, '')
          order by d.id desc limit 1)
      select rare.tenant_id, busy.id, b.url, rare.endpoint_1, r.url, rare.subscription_1, old.id,
        old.event_id, old.external_id
      from rare, busy join endpoint b on b.id = busy.id, old, endpoint r where r.id = rare.endpoint_1
      """;

  static Rooms of(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FIND)) {
      row.next();
      return new Rooms(
          new TenantId(row.getObject(1, UUID.class)),
          new EndpointId(row.getObject(2, UUID.class)),
          row.getString(3).replaceFirst(".*/", ""),
          new EndpointId(row.getObject(4, UUID.class)),
          row.getString(5).replaceFirst(".*/", ""),
          new SubscriptionId(row.getObject(6, UUID.class)),
          new DeliveryId(row.getObject(7, UUID.class)),
          new EventId(row.getObject(8, UUID.class)),
          row.getString(9));
    }
  }
}
