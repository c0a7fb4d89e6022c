package dev.postern.outbound.publish.store;

import dev.postern.core.Service;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.StoreException;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code event_key}. The unique key decides which of two events of one external id
 * is the first, and makes the second wait for the first one's commit.
 */
@Service
public class EventKeyStore {
  private static final String CLAIM =
      """
      insert into event_key (tenant_id, external_id, event_id, created_at)
      values (?, ?, ?, ?) on conflict do nothing
      """;

  private final Database database;

  @Inject
  public EventKeyStore(Database database) {
    this.database = database;
  }

  /** Puts the ids forward; answers which event owns each external id, that one or an older. */
  public Map<String, EventId> claim(TenantId tenant, Map<String, EventId> wanted, Instant now) {
    // In one order: two batches that share ids must not wait for each other.
    SortedMap<String, EventId> sorted = new TreeMap<>(wanted);
    if (sorted.size() == 1) {
      String externalId = sorted.firstKey();
      EventId event = wanted.get(externalId);
      if (event != null && database.update(CLAIM, tenant, externalId, event, now) == 1) {
        return wanted;
      }
    } else {
      List<@Nullable Object[]> rows = new ArrayList<>(sorted.size());
      sorted.forEach((key, event) -> rows.add(new @Nullable Object[] {tenant, key, event, now}));
      database.batch(CLAIM, rows);
    }
    Map<String, EventId> owners = owners(tenant, sorted.keySet());
    if (owners.size() != sorted.size()) {
      throw new StoreException(
          "an event key vanished while it was claimed", new IllegalStateException("purged"));
    }
    return owners;
  }

  /**
   * Of those that are there and can be seen; only {@link #claim} knows for sure that one is not.
   */
  public Map<String, EventId> owners(TenantId tenant, Collection<String> externalIds) {
    return database.call(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              select external_id, event_id from event_key
              where tenant_id = ? and external_id = any(?)
              """)) {
        statement.setObject(1, tenant.uuid());
        statement.setArray(2, texts(connection, externalIds));
        Map<String, EventId> owners = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            owners.put(
                rows.getString("external_id"), new EventId(rows.getObject("event_id", UUID.class)));
          }
        }
        return owners;
      }
    });
  }

  private static Array texts(Connection connection, Collection<String> texts) throws SQLException {
    return connection.createArrayOf("varchar", texts.toArray());
  }
}
